provider "aws" {
  region = "us-east-1"
}

resource "aws_lb" "first" {
  name    = "wholesale-customers-production-app"
  subnets = []
}

resource "aws_lb" "second" {
  name    = "wholesale-customers-prod-app"
  subnets = []
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_lb" "api" {
  name    = format("%s-%s-balancer", "orders-and-their-archives", terraform.workspace)
  subnets = []
}

provider "aws" {
  region = "us-east-1"
}

variable "team" {
  type = string
}

resource "aws_lb" "api" {
  name    = "${substr(var.team, 0, 26)}-balancer"
  subnets = []
}

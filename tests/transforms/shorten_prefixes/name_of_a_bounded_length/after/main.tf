provider "aws" {
  region = "us-east-1"
}

variable "team" {
  type = string
}

resource "aws_lb" "api" {
  name    = length("${substr(var.team, 0, 26)}-balancer") <= 32 ? "${substr(var.team, 0, 26)}-balancer" : "${substr(var.team, 0, 26)}-bal"
  subnets = []
}

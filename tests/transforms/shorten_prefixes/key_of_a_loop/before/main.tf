provider "aws" {
  region = "us-east-1"
}

variable "names" {
  type    = set(string)
  default = ["a", "b"]
}

resource "aws_lb_target_group" "api" {
  for_each = var.names

  name     = "the-validation-of-orders-and-archive-${each.key}"
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-1"
}

provider "aws" {
  region = "us-east-1"
}

locals {
  prefix       = "webhook-application-processing-validation"
  short_prefix = "webhook-app-processing-val"
}

resource "aws_lb_target_group" "api" {
  name     = "${local.short_prefix}-api"
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-1"
}

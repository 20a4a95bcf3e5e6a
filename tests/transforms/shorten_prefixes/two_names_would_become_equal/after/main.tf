provider "aws" {
  region = "us-east-1"
}

variable "first" {
  default = "validation"
}

locals {
  short_prefix = length("${var.first}") <= 3 ? "${var.first}" : "vl"
}

resource "aws_lb" "one" {
  name = "val-of-the-orders-and-the-archiv"
}

resource "aws_lb" "two" {
  name = "${local.short_prefix}-of-the-orders-and-the-archiv"
}

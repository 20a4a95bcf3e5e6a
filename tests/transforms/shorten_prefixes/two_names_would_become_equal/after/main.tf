provider "aws" {
  region = "us-east-1"
}

variable "first" {
  default = "validation"
}

resource "aws_lb" "one" {
  name = "val-of-the-orders-and-the-archiv"
}

resource "aws_lb" "two" {
  name = length("${var.first}-of-the-orders-and-the-archiv") <= 32 ? "${var.first}-of-the-orders-and-the-archiv" : "vl-of-the-orders-and-the-archiv"
}

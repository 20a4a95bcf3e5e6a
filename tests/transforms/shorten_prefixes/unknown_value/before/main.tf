provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_iam_role" "worker" {
  name               = "${aws_vpc.main.id}-role"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

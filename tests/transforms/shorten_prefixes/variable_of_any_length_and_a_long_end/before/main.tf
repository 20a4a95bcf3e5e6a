provider "aws" {
  region = "us-east-1"
}

variable "name" {
  type = string
}

resource "aws_iam_role" "worker" {
  name               = "${var.name}-lambda-role-for-the-validation-of-orders-and-for-the-long-archive"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_cloudwatch_log_group" "function" {
  name = "/aws/lambda/somebody-elses-function"
}

resource "aws_iam_role" "dms" {
  name               = "dms-vpc-role"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_athena_workgroup" "primary" {
  name = "primary"
}

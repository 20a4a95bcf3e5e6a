provider "aws" {
  region = "us-east-1"
}

variable "environment_suffix" {
  type = string
}

resource "aws_lambda_function" "worker" {
  function_name = "shop-worker-${var.environment_suffix}"
  role          = "arn:aws:iam::123456789012:role/worker"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/worker:1"
}

resource "aws_cloudwatch_log_group" "worker" {
  name = "/aws/lambda/${aws_lambda_function.worker.function_name}"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_cloudwatch_log_group" "flow" {
  name = "/vpc/${aws_vpc.main.id}"
}

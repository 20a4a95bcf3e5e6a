provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "shop-${var.environment}"
}

variable "environment" {
  default = "dev"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.prefix}-jobs"
}

resource "aws_lambda_function" "worker" {
  function_name = "${local.prefix}-worker"
  role          = "arn:aws:iam::123456789012:role/worker"
  filename      = "${path.module}/build/${local.prefix}.zip"
  handler       = "main.handler"
  runtime       = "python3.12"

  environment {
    variables = {
      QUEUE = "${local.prefix}-jobs"
    }
  }
}

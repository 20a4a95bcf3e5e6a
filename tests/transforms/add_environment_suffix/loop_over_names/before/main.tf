provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "shop-${var.environment}"
}

variable "environment" {
  default = "dev"
}

resource "aws_lambda_function" "reader" {
  function_name = "${local.prefix}-reader"
  role          = "arn:aws:iam::123456789012:role/worker"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/worker:1"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  for_each = toset(["reader"])

  alarm_name          = "${local.prefix}-${each.key}-errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 60
  statistic           = "Sum"
  threshold           = 0

  dimensions = {
    FunctionName = "${local.prefix}-${each.key}"
  }
}

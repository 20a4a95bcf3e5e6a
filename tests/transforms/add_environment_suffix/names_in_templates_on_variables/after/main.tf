provider "aws" {
  region = "us-east-1"
}

variable "project" {
  type = string
}

variable "environment" {
  type = string
}

variable "environment_suffix" {
  description = "Tells copies of this module apart; it ends the names of what the module makes."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9]+(-[a-z0-9]+)*)?$", var.environment_suffix))
    error_message = "The suffix must be empty, or lower-case letters, digits and single hyphens between them."
  }
}

locals {
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

resource "aws_s3_bucket" "data" {
  bucket = "${var.project}-${var.environment}-data${local.environment_suffix}"
}

resource "aws_lambda_function" "worker" {
  function_name = "${var.project}-${var.environment}-worker${local.environment_suffix}"
  role          = "arn:aws:iam::123456789012:role/worker"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/worker:1"

  environment {
    variables = {
      BUCKET = aws_s3_bucket.data.bucket
      OTHER  = "${var.project}-${var.environment}-data-other"
    }
  }
}

resource "aws_cloudwatch_log_group" "worker" {
  name = "/aws/lambda/${aws_lambda_function.worker.function_name}"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "${var.project}-${var.environment}-errors${local.environment_suffix}"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 60
  statistic           = "Sum"
  threshold           = 0

  dimensions = {
    FunctionName = aws_lambda_function.worker.function_name
  }
}

output "bucket_url" {
  value = "https://${aws_s3_bucket.data.bucket}.s3.amazonaws.com/"
}

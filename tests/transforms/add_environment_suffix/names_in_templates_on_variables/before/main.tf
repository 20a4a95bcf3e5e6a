provider "aws" {
  region = "us-east-1"
}

variable "project" {
  type = string
}

variable "environment" {
  type = string
}

resource "aws_s3_bucket" "data" {
  bucket = "${var.project}-${var.environment}-data"
}

resource "aws_lambda_function" "worker" {
  function_name = "${var.project}-${var.environment}-worker"
  role          = "arn:aws:iam::123456789012:role/worker"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/worker:1"

  environment {
    variables = {
      BUCKET = "${var.project}-${var.environment}-data"
      OTHER  = "${var.project}-${var.environment}-data-other"
    }
  }
}

resource "aws_cloudwatch_log_group" "worker" {
  name = "/aws/lambda/${var.project}-${var.environment}-worker"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "${var.project}-${var.environment}-errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 60
  statistic           = "Sum"
  threshold           = 0

  dimensions = {
    FunctionName = "${var.project}-${var.environment}-worker"
  }
}

output "bucket_url" {
  value = "https://${var.project}-${var.environment}-data.s3.amazonaws.com/"
}

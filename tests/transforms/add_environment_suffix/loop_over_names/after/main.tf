provider "aws" {
  region = "us-east-1"
}

locals {
  prefix             = "shop-${var.environment}${local.environment_suffix}"
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

variable "environment" {
  default = "dev"
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

provider "aws" {
  region = "us-east-1"
}

locals {
  prefix             = "shop"
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
  prefix_with_suffix = "${local.prefix}${local.environment_suffix}"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.prefix_with_suffix}-jobs"
}

resource "aws_sns_topic" "alerts" {
  name = "${local.prefix_with_suffix}-alerts"
}

resource "aws_lambda_function" "worker" {
  function_name = "${local.prefix_with_suffix}-worker"
  role          = "arn:aws:iam::123456789012:role/worker"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/${local.prefix}-worker:1"
}

provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "shop"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.prefix}-jobs"
}

resource "aws_sns_topic" "alerts" {
  name = "${local.prefix}-alerts"
}

resource "aws_lambda_function" "worker" {
  function_name = "${local.prefix}-worker"
  role          = "arn:aws:iam::123456789012:role/worker"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/${local.prefix}-worker:1"
}

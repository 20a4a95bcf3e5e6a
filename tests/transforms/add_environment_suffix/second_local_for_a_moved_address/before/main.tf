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

resource "aws_cloudwatch_log_group" "app" {
  for_each = toset(["${local.prefix}-web", "${local.prefix}-api"])

  name = "/apps/${each.key}"
}

moved {
  from = aws_cloudwatch_log_group.app["web"]
  to   = aws_cloudwatch_log_group.app["shop-web"]
}

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

resource "aws_cloudwatch_log_group" "app" {
  for_each = toset(["${local.prefix}-web", "${local.prefix}-api"])

  name = "/apps/${each.key}${local.environment_suffix}"
}

moved {
  from = aws_cloudwatch_log_group.app["web"]
  to   = aws_cloudwatch_log_group.app["shop-web"]
}

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

import {
  to = aws_cloudwatch_log_group.app
  id = "/${local.prefix}/app"
}

resource "aws_cloudwatch_log_group" "app" {
  name = "/${local.prefix}/app"
}

provider "aws" {
  region = "us-east-1"
}

variable "environment_suffix" {
  type = string
}

locals {
  prefix = "shop-${var.environment_suffix}"
}

resource "aws_sqs_queue" "jobs" {
  name = "shop-jobs-${var.environment_suffix}"
}

resource "aws_sns_topic" "alerts" {
  name = "${local.prefix}-alerts"
}

provider "aws" {
  region = "us-east-1"
}

locals {
  prefix             = "shop${local.environment_suffix}"
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.prefix}-jobs"
}

resource "aws_sns_topic" "late_jobs" {
  name = "${local.prefix}-late-jobs"
}

provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "shop"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.prefix}-jobs"
}

resource "aws_sqs_queue" "late_jobs" {
  name = "${local.prefix}-late-jobs"
}

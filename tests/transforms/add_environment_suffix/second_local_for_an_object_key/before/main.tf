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

resource "aws_s3_object" "settings" {
  bucket  = "artifacts"
  key     = "${local.prefix}-worker/settings.json"
  content = "{}"
}

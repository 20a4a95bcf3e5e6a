provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "${var.project}-${var.environment}"

  common_tags = {
    Project = local.prefix
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.prefix}-jobs"
  tags = local.common_tags
}

resource "aws_sns_topic" "alerts" {
  name         = "${local.prefix}-alerts"
  display_name = "Alerts of ${local.prefix}"
}

resource "aws_security_group" "worker" {
  name_prefix = "${local.prefix}-worker-"
  description = "Workers of ${local.prefix}"
}

output "prefix" {
  value = local.prefix
}

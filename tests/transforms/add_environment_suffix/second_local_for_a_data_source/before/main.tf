provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "shop-${var.environment}"
}

variable "environment" {
  default = "dev"
}

data "aws_secretsmanager_secret" "shared" {
  name = "${local.prefix}-shared"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.prefix}-jobs"
}

resource "aws_sns_topic" "alerts" {
  name = "${local.prefix}-alerts"
}

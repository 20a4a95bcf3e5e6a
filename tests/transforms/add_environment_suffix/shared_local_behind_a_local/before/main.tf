provider "aws" {
  region = "us-east-1"
}

locals {
  project      = "shop"
  prefix       = "${local.project}-${var.environment}"
  queue_prefix = "${local.prefix}-queue"
}

variable "environment" {
  default = "dev"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.queue_prefix}-jobs"
  tags = { Project = local.project }
}

resource "aws_sns_topic" "alerts" {
  name = "${local.prefix}-alerts"
}

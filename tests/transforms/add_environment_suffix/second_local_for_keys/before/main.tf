provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "shop-${var.environment}"
}

variable "environment" {
  default = "dev"
}

resource "aws_ssm_parameter" "switch" {
  for_each = toset(["${local.prefix}-a", "${local.prefix}-b"])

  name  = "/switches/${each.key}"
  type  = "String"
  value = "on"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.prefix}-jobs"
}

resource "aws_sns_topic" "alerts" {
  name = "${local.prefix}-alerts"
}

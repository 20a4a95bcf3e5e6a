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

resource "aws_acm_certificate" "site" {
  domain_name       = "${local.prefix}.example.com"
  validation_method = "DNS"
}

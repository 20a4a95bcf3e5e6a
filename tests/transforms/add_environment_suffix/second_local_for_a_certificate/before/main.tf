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

resource "aws_acm_certificate" "site" {
  domain_name       = "${local.prefix}.example.com"
  validation_method = "DNS"
}

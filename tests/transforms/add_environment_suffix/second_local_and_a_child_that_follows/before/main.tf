provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "shop"
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

module "reader" {
  source = "./reader"
}

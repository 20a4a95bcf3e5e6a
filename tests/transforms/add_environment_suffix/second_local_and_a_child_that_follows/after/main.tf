provider "aws" {
  region = "us-east-1"
}

locals {
  prefix             = "shop"
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
  prefix_with_suffix = "${local.prefix}${local.environment_suffix}"
}

data "aws_secretsmanager_secret" "shared" {
  name = "${local.prefix}-shared"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.prefix_with_suffix}-jobs"
}

resource "aws_sns_topic" "alerts" {
  name = "${local.prefix_with_suffix}-alerts"
}

module "reader" {
  source             = "./reader"
  environment_suffix = var.environment_suffix
}

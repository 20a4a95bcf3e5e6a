provider "aws" {
  region = "us-east-1"
}

locals {
  name_suffix = var.environment_suffix != "" ? "-${var.environment_suffix}" : ""
}

resource "aws_sqs_queue" "jobs" {
  name = "shop-jobs${local.name_suffix}"
}

resource "aws_sns_topic" "alerts" {
  name = "shop-alerts${local.name_suffix}"
}

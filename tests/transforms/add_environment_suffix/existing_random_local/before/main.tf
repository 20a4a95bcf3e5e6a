provider "aws" {
  region = "us-east-1"
}

resource "random_id" "suffix" {
  byte_length = 4
}

locals {
  suffix = random_id.suffix.hex
}

resource "aws_sqs_queue" "jobs" {
  name = "shop-jobs"
}

resource "aws_sns_topic" "alerts" {
  name = "shop-alerts-${local.suffix}"
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_sqs_queue" "jobs" {
  name = "shop-jobs-${var.environment_suffix}"
}

resource "aws_sns_topic" "alerts" {
  name = "shop-alerts"
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_sqs_queue" "jobs" {
  name = "shop-jobs"
}

resource "aws_sns_topic" "alerts" {
  name = "shop-alerts${var.environment_suffix}"
}

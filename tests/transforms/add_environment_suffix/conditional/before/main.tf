provider "aws" {
  region = "us-east-1"
}

variable "production" {
  type    = bool
  default = false
}

resource "aws_sqs_queue" "jobs" {
  name = var.production ? "shop-jobs" : "shop-test-jobs"
}

resource "aws_sns_topic" "alerts" {
  name = var.production ? "shop-alerts" : null
}

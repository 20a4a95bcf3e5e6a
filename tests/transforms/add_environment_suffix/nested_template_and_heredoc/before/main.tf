provider "aws" {
  region = "us-east-1"
}

variable "project" {
  default = "shop"
}

resource "aws_sqs_queue" "jobs" {
  name = "${"${var.project}-queue"}-jobs"
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "${var.project}-main"
  dashboard_body = jsonencode({ widgets = [] })
}

resource "aws_sns_topic" "alerts" {
  name = trimspace(<<EOT
${var.project}-alerts
EOT
  )
}

provider "aws" {
  region = "us-east-1"
}

locals {
  queue_name = "${var.project}-jobs"
}

variable "project" {
  default = "shop"
}

resource "aws_sqs_queue" "jobs" {
  name = local.queue_name
}

output "queue" {
  value = local.queue_name
}

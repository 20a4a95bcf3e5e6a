provider "aws" {
  region = "us-east-1"
}

variable "environment_suffix" {
  type     = string
  default  = ""
  nullable = false
}

locals {
  suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
  prefix = ""
  name   = "${local.prefix}jobs"
}

resource "aws_sqs_queue" "jobs" {
  name = local.name
}

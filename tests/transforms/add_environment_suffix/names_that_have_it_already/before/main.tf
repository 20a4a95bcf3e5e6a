terraform {
  backend "s3" {}
}

variable "environment_suffix" {
  type    = string
  default = ""
}

locals {
  prefix = "orders"
  suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.prefix}-jobs${local.suffix}"
}

resource "aws_iam_role" "jobs" {
  name               = "${local.prefix}-jobs"
  assume_role_policy = file("trust.json")
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_ssm_parameter" "archive" {
  name  = "/shop/worker${local.environment_suffix}.zip"
  type  = "String"
  value = "s3://artifacts/worker.zip"
}

resource "aws_sqs_queue" "jobs" {
  name       = "shop-jobs${local.environment_suffix}.fifo"
  fifo_queue = true
}

variable "archive" {
  type    = string
  default = "shop-site.zip"
}

variable "environment_suffix" {
  description = "Tells copies of this module apart; it ends the names of what the module makes."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9]+(-[a-z0-9]+)*)?$", var.environment_suffix))
    error_message = "The suffix must be empty, or lower-case letters, digits and single hyphens between them."
  }
}

locals {
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

resource "aws_ssm_parameter" "site" {
  name  = replace(var.archive, "/([.]zip)?$/", "${local.environment_suffix}$1")
  type  = "String"
  value = "on"
}

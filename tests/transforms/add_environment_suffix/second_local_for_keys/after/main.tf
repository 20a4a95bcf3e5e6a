provider "aws" {
  region = "us-east-1"
}

locals {
  prefix             = "shop-${var.environment}"
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
  prefix_with_suffix = "${local.prefix}${local.environment_suffix}"
}

variable "environment" {
  default = "dev"
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

resource "aws_ssm_parameter" "switch" {
  for_each = toset(["${local.prefix}-a", "${local.prefix}-b"])

  name  = "/switches/${each.key}${local.environment_suffix}"
  type  = "String"
  value = "on"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.prefix_with_suffix}-jobs"
}

resource "aws_sns_topic" "alerts" {
  name = "${local.prefix_with_suffix}-alerts"
}

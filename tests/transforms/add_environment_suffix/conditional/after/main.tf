provider "aws" {
  region = "us-east-1"
}

variable "production" {
  type    = bool
  default = false
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

resource "aws_sqs_queue" "jobs" {
  name = var.production ? "shop-jobs${local.environment_suffix}" : "shop-test-jobs${local.environment_suffix}"
}

resource "aws_sns_topic" "alerts" {
  name = var.production ? "shop-alerts" : null
}

provider "aws" {
  region = "us-east-1"
}

locals {
  project            = "shop"
  prefix             = "${local.project}-${var.environment}${local.environment_suffix}"
  queue_prefix       = "${local.prefix}-queue"
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
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

resource "aws_sqs_queue" "jobs" {
  name = "${local.queue_prefix}-jobs"
  tags = { Project = local.project }
}

resource "aws_sns_topic" "alerts" {
  name = "${local.prefix}-alerts"
}

provider "aws" {
  region = "us-east-1"
}

variable "fifo" {
  type    = bool
  default = true
}

resource "aws_sqs_queue" "ordered" {
  name       = "shop-ordered${local.environment_suffix}.fifo"
  fifo_queue = true
}

resource "aws_sns_topic" "ordered" {
  name       = "shop-ordered${local.environment_suffix}${var.fifo ? ".fifo" : ""}"
  fifo_topic = var.fifo
}

variable "queue_name" {
  default = "shop-late.fifo"
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

resource "aws_sqs_queue" "late" {
  name       = var.queue_name == null ? null : replace(var.queue_name, "/([.]fifo)?$/", "${local.environment_suffix}$1")
  fifo_queue = true
}

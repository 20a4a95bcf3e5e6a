provider "aws" {
  region = "us-east-1"
}

variable "project" {
  default = "shop"
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

resource "aws_sqs_queue" "orders" {
  name = "${var.project}-orders${local.environment_suffix}"
  tags = {
    Name  = format("%s-orders%s", var.project, local.environment_suffix)
    Alias = "${join("-", [var.project, "orders"])}${local.environment_suffix}"
    Other = format("%s-orders-dead", var.project)
  }
}

output "queue_arn" {
  value = format("arn:aws:sqs:us-east-1:123456789012:%s-orders%s", var.project, local.environment_suffix)
}

resource "aws_sns_topic" "alerts" {
  name = "${var.project}-alerts"
}

# What stands behind the name is in the same text, so that nothing can be put between.
output "subscription" {
  value = format("arn:aws:sns:us-east-1:123456789012:%s-alerts:1", var.project)
}

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

resource "aws_sqs_queue" "jobs" {
  name = format("%s-jobs%s", var.project, local.environment_suffix)
}

resource "aws_sns_topic" "alerts" {
  name = "${join("-", [var.project, "alerts"])}${local.environment_suffix}"
}

resource "aws_s3_bucket" "data" {
  bucket = lower("${var.project}-Data${local.environment_suffix}")
}

resource "aws_sqs_queue" "ordered" {
  name       = format("%s-ordered%s.fifo", var.project, local.environment_suffix)
  fifo_queue = true
}

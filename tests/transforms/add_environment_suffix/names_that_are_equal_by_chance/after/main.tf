provider "aws" {
  region = "us-east-1"
}

variable "prefix" {
  type = string
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

resource "aws_rds_cluster" "main" {
  cluster_identifier = "${var.prefix}-shop${local.environment_suffix}"
  engine             = "aurora-mysql"
}

resource "aws_lb" "main" {
  name    = "${var.prefix}-shop${local.environment_suffix}"
  subnets = []
}

resource "aws_ecs_cluster" "main" {
  name = "${var.prefix}-shop${local.environment_suffix}"
}

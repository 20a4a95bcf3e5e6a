provider "aws" {
  region = "us-east-1"
}

variable "environment_suffix" {
  type     = string
  default  = ""
  nullable = false
}

variable "project_name" {
  type    = string
  default = "webhook-processor"
}

variable "environment" {
  type    = string
  default = "production"
}

locals {
  env_suffix      = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
  resource_prefix = "${var.project_name}-${var.environment}${local.env_suffix}"
}

resource "aws_iam_role" "worker" {
  name               = "${local.resource_prefix}-validation-lambda-role"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

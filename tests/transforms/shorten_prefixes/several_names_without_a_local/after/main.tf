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
  env_suffix   = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
  short_prefix = length("${var.project_name}-${var.environment}${local.env_suffix}") <= 41 ? "${var.project_name}-${var.environment}" : "${var.project_name}-${substr(var.environment, 0, 4)}"
}

resource "aws_iam_role" "worker" {
  name               = "${local.short_prefix}-validation-lambda-role${local.env_suffix}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_role" "other" {
  name               = "${local.short_prefix}-processing-lambda-role${local.env_suffix}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

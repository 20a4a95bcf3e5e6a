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
  short_prefix    = length(local.resource_prefix) <= 41 ? local.resource_prefix : "${var.project_name}-${substr(var.environment, 0, 4)}${local.env_suffix}"
}

resource "aws_iam_role" "worker" {
  name               = "${local.short_prefix}-validation-lambda-role"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_policy" "pass" {
  name = "pass"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "iam:PassRole"
      Resource = "arn:aws:iam::123456789012:role/${aws_iam_role.worker.name}"
    }]
  })
}

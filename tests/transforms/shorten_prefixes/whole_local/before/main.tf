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

locals {
  alb_name = "${local.resource_prefix}-alb"
}

resource "aws_lb" "api" {
  name = local.alb_name
}

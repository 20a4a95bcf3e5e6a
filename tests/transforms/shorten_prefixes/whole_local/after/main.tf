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
  alb_name     = "${local.resource_prefix}-alb"
  short_prefix = length(local.alb_name) <= 32 ? local.alb_name : "wbhk-proc-${substr(var.environment, 0, 4)}${local.env_suffix}-alb"
}

resource "aws_lb" "api" {
  name = local.short_prefix
}

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
  env_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

resource "aws_lb" "api" {
  name = length("${var.environment}-validation-gateway${local.env_suffix}") <= 32 ? "${var.environment}-validation-gateway${local.env_suffix}" : "${substr(var.environment, 0, 4)}-val-gateway${local.env_suffix}"
}

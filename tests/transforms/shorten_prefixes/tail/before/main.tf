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
  name = "${var.environment}-validation-gateway${local.env_suffix}"
}

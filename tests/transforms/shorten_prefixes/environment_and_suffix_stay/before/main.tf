provider "aws" {
  region = "us-east-1"
}

variable "environment_suffix" {
  type     = string
  default  = ""
  nullable = false
}

variable "environment" {
  type    = string
  default = "integration-test-of-the-release"
}

locals {
  env_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

resource "aws_lb" "api" {
  name = "${var.environment}${local.env_suffix}"
}

provider "aws" {
  region = "us-east-1"
}

variable "environment_suffix" {
  type    = string
  default = ""
}

locals {
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

module "queue" {
  source             = "./queue"
  environment_suffix = var.environment_suffix
}

provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "shop-${var.environment}"
}

variable "environment" {
  default = "dev"
}

module "queue" {
  source = "./queue"
  prefix = local.prefix
}

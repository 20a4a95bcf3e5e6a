# Tested with 1.5.
terraform {
  # for optional()
  required_version = ">= 1.3, >= 1.5"

  backend "s3" {
    bucket = "state"
    key    = "shop"
    region = "eu-west-1"
  }

  # The cloud.
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

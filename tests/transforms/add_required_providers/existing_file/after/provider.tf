provider "aws" {
  region = "eu-west-1"
}

terraform {
  required_providers {
    archive = {
      source  = "hashicorp/archive"
      version = ">= 2.0"
    }
    aws = {
      source = "hashicorp/aws"
    }
  }
}

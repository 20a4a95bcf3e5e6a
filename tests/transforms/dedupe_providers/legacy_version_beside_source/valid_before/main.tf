terraform {
  required_providers {
    aws = {
      source  = "registry.terraform.io/hashicorp/aws" # the public one
      version = "~> 5.31"
    }
    random = ">= 3.1"
  }
}

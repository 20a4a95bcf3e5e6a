terraform {
  required_providers {
    aws = {
      source  = "registry.terraform.io/hashicorp/aws" # the public one
      version = ">= 5.0, ~> 5.31"
    }
    random = {
      source  = "hashicorp/random"
      version = ">= 3.0, >= 3.1"
    }
  }
}

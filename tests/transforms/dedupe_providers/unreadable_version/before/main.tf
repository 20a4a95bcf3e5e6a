terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "latest"
    }
    random = {
      source  = "hashicorp/random"
      version = var.random_version
    }
  }
}

terraform {
  required_version = ">= 1.5"

  backend "local" {}

  required_providers {
    archive = {
      source  = "hashicorp/archive"
      version = ">= 2.0"
    }
  }
}

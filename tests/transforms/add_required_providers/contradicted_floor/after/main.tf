terraform {
  required_providers {
    archive = {
      source  = "hashicorp/archive"
      version = "~> 1.3"
    }
  }
}

module "worker" {
  source = "./worker"
}

terraform {
  required_providers {
    acme = {
      source = "acme/archive"
    }
  }
}

module "worker" {
  source = "./worker"

  providers = {
    archive = acme.west
  }
}

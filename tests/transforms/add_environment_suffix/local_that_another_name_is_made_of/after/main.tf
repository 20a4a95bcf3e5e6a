provider "aws" {
  region = "us-east-1"
}

module "group" {
  source = "./child"

  cluster_name       = "shop"
  name               = "workers"
  environment_suffix = var.environment_suffix
}

module "disabled" {
  source             = "./child"
  environment_suffix = var.environment_suffix
}

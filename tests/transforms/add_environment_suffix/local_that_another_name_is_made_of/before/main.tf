provider "aws" {
  region = "us-east-1"
}

module "group" {
  source = "./child"

  cluster_name = "shop"
  name         = "workers"
}

module "disabled" {
  source = "./child"
}

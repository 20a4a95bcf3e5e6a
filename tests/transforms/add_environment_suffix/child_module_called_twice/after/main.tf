provider "aws" {
  region = "us-east-1"
}

module "first" {
  source             = "./queue"
  name               = "first"
  environment_suffix = var.environment_suffix
}

module "second" {
  source             = "./queue"
  name               = "second"
  environment_suffix = var.environment_suffix
}

provider "aws" {
  region = "us-east-1"
}

module "queue" {
  source             = "./queue"
  name               = "shop-jobs"
  environment_suffix = var.environment_suffix
}

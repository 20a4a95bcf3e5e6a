provider "aws" {
  region = "us-east-1"
}

variable "runners" {
  type = map(string)
}

module "one" {
  source = "./runner"
  prefix = "shop"
}

module "many" {
  for_each = var.runners
  source   = "./runner"
  prefix   = "shop-${each.key}"
}

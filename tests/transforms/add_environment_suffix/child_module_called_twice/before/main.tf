provider "aws" {
  region = "us-east-1"
}

module "first" {
  source = "./queue"
  name   = "first"
}

module "second" {
  source = "./queue"
  name   = "second"
}

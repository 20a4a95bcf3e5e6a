provider "aws" {
  region = "us-east-1"
}

module "balancer" {
  source = "./child"
  name   = "orders-of-the-archive-of-accounts"
}

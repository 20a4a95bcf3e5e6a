provider "aws" {
  region = "us-east-1"
}

resource "aws_ecs_cluster" "main" {
  name = "shop-prod"
}

data "aws_vpc" "shared" {
  filter {
    name   = "tag:Name"
    values = ["shop-prod"]
  }
}

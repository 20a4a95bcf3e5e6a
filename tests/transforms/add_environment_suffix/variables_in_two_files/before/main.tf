provider "aws" {
  region = var.region
}

resource "aws_ecs_cluster" "main" {
  name = "shop"
}

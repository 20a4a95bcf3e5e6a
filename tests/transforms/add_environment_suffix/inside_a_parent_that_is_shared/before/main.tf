provider "aws" {
  region = "us-east-1"
}

variable "vpc_id" {
  type = string
}

resource "aws_security_group" "worker" {
  name   = "shop-worker"
  vpc_id = var.vpc_id
}

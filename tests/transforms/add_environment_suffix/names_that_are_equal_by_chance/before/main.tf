provider "aws" {
  region = "us-east-1"
}

variable "prefix" {
  type = string
}

resource "aws_rds_cluster" "main" {
  cluster_identifier = "${var.prefix}-shop"
  engine             = "aurora-mysql"
}

resource "aws_lb" "main" {
  name    = "${var.prefix}-shop"
  subnets = []
}

resource "aws_ecs_cluster" "main" {
  name = "${var.prefix}-shop"
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_eks_cluster" "main" {
  name     = "shop-cluster${local.environment_suffix}"
  role_arn = var.role_arn

  vpc_config {
    subnet_ids = [aws_subnet.private.id]
  }
}

resource "aws_subnet" "private" {
  vpc_id = var.vpc_id

  tags = {
    "kubernetes.io/cluster/shop-cluster${local.environment_suffix}" = "shared" # the cluster needs the subnet: a reference would be a cycle
    "kubernetes.io/role/elb"                                        = "1"
  }
}

resource "aws_security_group" "nodes" {
  vpc_id = var.vpc_id

  tags = {
    "kubernetes.io/cluster/${aws_eks_cluster.main.name}" = "owned"
    "shop-cluster"                                       = "a whole key is no name"
  }
}

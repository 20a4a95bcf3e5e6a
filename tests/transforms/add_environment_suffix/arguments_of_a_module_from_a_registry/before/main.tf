provider "aws" {
  region = "us-east-1"
}

module "cluster" {
  source  = "terraform-aws-modules/eks/aws"
  version = "~> 21.0"

  name                           = "shop"
  ip_family                      = "ipv6"
  iam_role_use_name_prefix       = false
  iam_role_description           = "Of the cluster"
  node_security_group_name       = "shop-node"
  security_group_name_prefix     = "shop-"
  security_group_use_name_prefix = true
}

module "deployment" {
  source  = "cloudposse/ecs-codepipeline/aws"
  version = "~> 0.34"

  name           = "shop"
  repo_name      = "website"
  service_name   = module.cluster.cluster_name
  container_name = "web"
}

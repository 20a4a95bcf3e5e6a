provider "aws" {
  region = "us-east-1"
}

resource "aws_ecs_cluster" "main" {
  name = "shop-prod"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"

  tags = {
    Name    = "shop-prod"
    Cluster = "shop-prod"
  }
}

resource "aws_ssm_parameter" "cluster" {
  name  = "/shop/prod/cluster"
  type  = "String"
  value = "shop-prod"
}

resource "aws_ssm_parameter" "motto" {
  name  = "/shop/prod/motto"
  type  = "String"
  value = "shop-prod"
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "overview"
  dashboard_body = jsonencode({
    widgets = [{
      type = "metric"
      properties = {
        region  = "us-east-1"
        title   = "shop-prod"
        metrics = [["AWS/ECS", "CPUUtilization", "ClusterName", "shop-prod"]]
      }
    }]
  })
}

resource "aws_lambda_function" "worker" {
  function_name = "shop-worker"
  role          = "arn:aws:iam::123456789012:role/worker"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/worker:1"

  environment {
    variables = {
      SERVICE = "shop-prod"
      CLUSTER = "shop-prod"
    }
  }
}

output "settings" {
  value = [
    { name = "ECS_CLUSTER", value = "shop-prod" },
    { name = "STAGE", value = "shop-prod" },
  ]
}

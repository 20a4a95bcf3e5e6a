provider "aws" {
  region = "us-east-1"
}

resource "aws_ecs_cluster" "main" {
  name = "shop-prod${local.environment_suffix}"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"

  tags = {
    Name    = "shop-prod${local.environment_suffix}"
    Cluster = aws_ecs_cluster.main.name
  }
}

resource "aws_ssm_parameter" "cluster" {
  name  = "/shop/prod/cluster${local.environment_suffix}"
  type  = "String"
  value = aws_ecs_cluster.main.name
}

resource "aws_ssm_parameter" "motto" {
  name  = "/shop/prod/motto${local.environment_suffix}"
  type  = "String"
  value = "shop-prod${local.environment_suffix}"
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "overview${local.environment_suffix}"
  dashboard_body = jsonencode({
    widgets = [{
      type = "metric"
      properties = {
        region  = "us-east-1"
        title   = "shop-prod${local.environment_suffix}"
        metrics = [["AWS/ECS", "CPUUtilization", "ClusterName", aws_ecs_cluster.main.name]]
      }
    }]
  })
}

resource "aws_lambda_function" "worker" {
  function_name = "shop-worker${local.environment_suffix}"
  role          = "arn:aws:iam::123456789012:role/worker"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/worker:1"

  environment {
    variables = {
      SERVICE = "shop-prod${local.environment_suffix}"
      CLUSTER = aws_ecs_cluster.main.name
    }
  }
}

output "settings" {
  value = [
    { name = "ECS_CLUSTER", value = aws_ecs_cluster.main.name },
    { name = "STAGE", value = "shop-prod${local.environment_suffix}" },
  ]
}

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

resource "aws_api_gateway_rest_api" "api" {
  name = "api"
}

resource "aws_api_gateway_deployment" "api" {
  for_each = toset(["a", "b"])
  provider = aws.west

  region      = "us-west-2"
  rest_api_id = aws_api_gateway_rest_api.api.id

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_api_gateway_method.get]
}

resource "aws_api_gateway_stage" "api" {
  for_each = toset(["a", "b"])
  provider = aws.west

  region        = "us-west-2"
  rest_api_id   = aws_api_gateway_rest_api.api.id
  deployment_id = aws_api_gateway_deployment.api[each.key].id
  stage_name    = "prod-${each.key}"
  description   = "live"
  variables = {
    # the colour
    colour = "blue"
  }
  tags = { Team = "api" }
}

resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_rest_api.api.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

provider "aws" {
  alias = "west"
}

output "urls" {
  value = [aws_api_gateway_stage.api["a"].invoke_url, values(aws_api_gateway_deployment.api)[*].id]
}

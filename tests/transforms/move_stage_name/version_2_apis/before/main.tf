terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

resource "aws_apigatewayv2_stage" "api" {
  api_id = "x"
  name   = "prod"
}

resource "aws_apigatewayv2_deployment" "api" {
  api_id = "x"
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "worker" {
  name   = "worker"
  vpc_id = aws_vpc.main.id
}

resource "aws_api_gateway_rest_api" "main" {
  name = aws_vpc.main.id
}

resource "aws_api_gateway_stage" "main" {
  stage_name    = "live"
  rest_api_id   = aws_api_gateway_rest_api.main.id
  deployment_id = "def"
}

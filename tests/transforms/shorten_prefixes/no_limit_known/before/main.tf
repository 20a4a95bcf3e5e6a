provider "aws" {
  region = "us-east-1"
}

resource "aws_api_gateway_rest_api" "main" {
  name = "a-name-that-is-very-very-very-very-very-very-very-very-very-very-very-very-very-very-long"
}

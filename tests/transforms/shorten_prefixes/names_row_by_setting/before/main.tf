provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "webhook-processor-production"
}

resource "aws_api_gateway_rest_api" "orders" {
  name = "${local.prefix}-orders-api"
}

resource "aws_sqs_queue" "orders" {
  name = "${local.prefix}-orders"
}

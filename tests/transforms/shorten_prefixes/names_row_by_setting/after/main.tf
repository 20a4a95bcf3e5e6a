provider "aws" {
  region = "us-east-1"
}

locals {
  prefix       = "webhook-processor-production"
  short_prefix = "webhook-processor-prod"
}

resource "aws_api_gateway_rest_api" "orders" {
  name = "${local.short_prefix}-orders-api"
}

resource "aws_sqs_queue" "orders" {
  name = "${local.prefix}-orders"
}

provider "aws" {
  region      = "eu-west-1"
  max_retries = 5
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

terraform {
  required_version = ">= 1.5"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_sqs_queue" "jobs" {
  name                       = "${var.project}-${var.environment}-jobs${local.environment_suffix}"
  visibility_timeout_seconds = 30
}

resource "aws_dynamodb_table" "orders" {
  name         = "${var.project}-${var.environment}-orders${local.environment_suffix}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_sqs_queue" "first" {
  name = "shop-first"
  tags = {
    queue_arn = "arn:aws:sqs:us-east-1:123456789012:shop-second"
  }
}

# A reference here would close a cycle with the one that the first queue gets.
resource "aws_sqs_queue" "second" {
  name = "shop-second"
  tags = {
    queue_arn = "arn:aws:sqs:us-east-1:123456789012:shop-first"
  }
}

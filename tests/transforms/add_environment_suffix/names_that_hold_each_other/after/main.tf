provider "aws" {
  region = "us-east-1"
}

resource "aws_sqs_queue" "first" {
  name = "shop-first${local.environment_suffix}"
  tags = {
    queue_arn = "arn:aws:sqs:us-east-1:123456789012:shop-second${local.environment_suffix}"
  }
}

# A reference here would close a cycle with the one that the first queue gets.
resource "aws_sqs_queue" "second" {
  name = "shop-second${local.environment_suffix}"
  tags = {
    queue_arn = "arn:aws:sqs:us-east-1:123456789012:${aws_sqs_queue.first.name}"
  }
}

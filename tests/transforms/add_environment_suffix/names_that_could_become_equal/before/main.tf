provider "aws" {
  region = "us-east-1"
}

resource "aws_sqs_queue" "app" {
  name = "app-queue"
}

resource "aws_sqs_queue" "late" {
  name = "app-queue-b"
}

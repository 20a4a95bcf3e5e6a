provider "aws" {
  region = "us-east-1"
}

resource "aws_sqs_queue" "jobs" {}

resource "aws_sns_topic" "alerts" {
  name = null
}

resource "aws_s3_bucket" "data" {
  bucket = ""
}

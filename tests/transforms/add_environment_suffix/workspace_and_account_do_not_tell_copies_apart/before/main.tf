provider "aws" {
  region = "us-east-1"
}

data "aws_caller_identity" "current" {}

resource "aws_sqs_queue" "jobs" {
  name = "shop-${terraform.workspace}-jobs"
}

resource "aws_s3_bucket" "data" {
  bucket = "shop-data-${data.aws_caller_identity.current.account_id}"
}

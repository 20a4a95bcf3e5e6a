provider "aws" {
  region = "us-east-1"
}

resource "random_string" "id" {
  length = 8
}

resource "random_pet" "name" {}

resource "aws_sqs_queue" "jobs" {
  name = "shop-jobs-${random_string.id.result}"
}

resource "aws_s3_bucket" "data" {
  bucket = random_pet.name.id
}

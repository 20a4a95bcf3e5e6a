provider "aws" {
  region = "us-east-1"
}

locals {
  bucket_name        = "shop-data"
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

resource "aws_s3_bucket" "data" {
  bucket = "${local.bucket_name}${local.environment_suffix}"
}

resource "aws_s3_object" "list" {
  bucket = aws_s3_bucket.data.id
  key    = "${local.bucket_name}/list.txt"
}

output "arn" {
  value = "arn:aws:s3:::${aws_s3_bucket.data.bucket}/*"
}

output "name" {
  value = aws_s3_bucket.data.bucket
}

provider "aws" {
  region = "us-east-1"
}

locals {
  bucket_name = "shop-data"
}

resource "aws_s3_bucket" "data" {
  bucket = local.bucket_name
}

resource "aws_s3_object" "list" {
  bucket = aws_s3_bucket.data.id
  key    = "${local.bucket_name}/list.txt"
}

output "arn" {
  value = "arn:aws:s3:::${local.bucket_name}/*"
}

output "name" {
  value = local.bucket_name
}

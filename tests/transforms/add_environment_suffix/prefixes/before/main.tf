provider "aws" {
  region = "us-east-1"
}

resource "aws_iam_role" "worker" {
  name_prefix        = "shop-worker-"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_s3_bucket" "data" {
  bucket_prefix = "shop-data-"
}

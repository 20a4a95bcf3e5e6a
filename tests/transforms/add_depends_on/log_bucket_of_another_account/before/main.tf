resource "aws_s3_bucket" "logs" {
  bucket = "example-logs"
}

resource "aws_s3_bucket" "assets" {
  bucket = "example-assets"
}

resource "aws_s3_bucket_policy" "assets" {
  bucket = aws_s3_bucket.assets.id
  policy = "{}"
}

resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = "central-logs"
}

resource "aws_lb" "main" {
  subnets = ["subnet-0a", "subnet-0b"]

  access_logs {
    bucket  = aws_s3_bucket.logs.bucket
    enabled = true
  }
}

resource "aws_lb" "silent" {
  subnets = ["subnet-0a", "subnet-0b"]
}

resource "aws_alb" "elsewhere" {
  subnets = ["subnet-0a", "subnet-0b"]

  access_logs {
    bucket  = aws_s3_bucket.logs.bucket
    enabled = true
  }
}

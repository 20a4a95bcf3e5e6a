# The module behind the local reads no data source, so nothing is put off.
resource "aws_s3_bucket" "logs" {
  bucket = "example-logs"
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = "{}"
}

resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = aws_s3_bucket.logs.id
}

locals {
  trail = aws_cloudtrail.main.arn
}

module "topic" {
  source     = "./topic"
  depends_on = [local.trail]
}

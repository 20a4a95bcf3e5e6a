resource "aws_s3_bucket" "logs" {
  bucket = "example-logs"
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = module.policy.json
}

# What comes out of the module rests on the trail, and the trail's order would close a circle.
module "policy" {
  source    = "./policy"
  trail_arn = local.trail_arn
}

locals {
  trail_arn = aws_cloudtrail.main.arn
}

resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = aws_s3_bucket.logs.id
}

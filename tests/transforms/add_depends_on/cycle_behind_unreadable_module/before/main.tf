# What the remote module's output rests on can't be read, so it may be the bucket's policy.
module "store" {
  source    = "example.org/acme/store/aws"
  trail_arn = aws_cloudtrail.main.arn
}

resource "aws_s3_bucket" "logs" {
  bucket = "example-logs"
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = module.store.policy
}

resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = aws_s3_bucket.logs.id
}

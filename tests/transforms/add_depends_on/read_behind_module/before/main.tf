module "bucket" {
  source = "./bucket"
}

data "aws_caller_identity" "current" {
  depends_on = [module.bucket]
}

data "aws_partition" "direct" {
  depends_on = [aws_s3_bucket_policy.direct]
}

output "account" {
  value = "${data.aws_caller_identity.current.account_id} ${data.aws_partition.direct.partition}"
}

# Named itself, a resource delays the reading only by its own changes: safe.
resource "aws_s3_bucket" "direct" {
  bucket = "example-direct"
}

resource "aws_s3_bucket_public_access_block" "direct" {
  bucket = aws_s3_bucket.direct.id
}

resource "aws_s3_bucket_policy" "direct" {
  bucket = aws_s3_bucket.direct.id
  policy = "{}"
}

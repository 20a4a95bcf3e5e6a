resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = "{}"

  depends_on = [aws_s3_bucket_public_access_block.logs]
}

resource "aws_s3_bucket" "b" {
  bucket = "example"
}

resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = "{}"
}

resource "aws_sns_topic" "t" {
  name = "t"
}

resource "aws_cloudtrail" "one_line" {
  name           = "one-line"
  s3_bucket_name = aws_s3_bucket.b.id
  depends_on     = [aws_sns_topic.t, aws_s3_bucket_policy.b]
}

resource "aws_cloudtrail" "several_lines" {
  name           = "several-lines"
  s3_bucket_name = aws_s3_bucket.b.id

  depends_on = [
    aws_sns_topic.t, # first
    aws_s3_bucket_policy.b,
  ]
}

resource "aws_cloudtrail" "no_last_comma" {
  depends_on = [
    aws_sns_topic.t, # first
    aws_s3_bucket_policy.b
  ]
  name           = "no-last-comma"
  s3_bucket_name = aws_s3_bucket.b.id
}

resource "aws_cloudtrail" "empty_list" {
  depends_on = [aws_s3_bucket_policy.b]

  name           = "empty-list"
  s3_bucket_name = aws_s3_bucket.b.id
}

resource "aws_cloudtrail" "quoted" {
  name           = "quoted"
  s3_bucket_name = aws_s3_bucket.b.id

  depends_on = ["aws_sns_topic.t", "aws_s3_bucket_policy.b"]
}

resource "aws_cloudtrail" "nested_last" {
  name           = "nested-last"
  s3_bucket_name = aws_s3_bucket.b.id

  lifecycle {
    ignore_changes = [tags]
  }

  depends_on = [aws_s3_bucket_policy.b]
  # the end
}

resource "aws_securityhub_account" "main" {}

resource "aws_securityhub_standards_subscription" "cis" {
  standards_arn = "arn:aws:securityhub:::ruleset/cis"

  depends_on = [aws_securityhub_account.main]
}

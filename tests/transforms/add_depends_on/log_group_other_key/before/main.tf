resource "aws_kms_key" "logs" {}

resource "aws_kms_key" "data" {}

resource "aws_kms_key_policy" "data" {
  key_id = aws_kms_key.data.key_id
  policy = "{}"
}

resource "aws_cloudwatch_log_group" "app" {
  name       = "/app"
  kms_key_id = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "plain" {
  name = "/plain"
}

resource "aws_kms_key" "logs" {}

resource "aws_kms_key_policy" "logs" {
  key_id = aws_kms_key.logs.key_id
  policy = "{}"
}

resource "aws_kms_alias" "logs" {
  name          = "alias/logs"
  target_key_id = aws_kms_key.logs.id
}

resource "aws_cloudwatch_log_group" "app" {
  name       = "/app"
  kms_key_id = aws_kms_key.logs.arn

  depends_on = [aws_kms_key_policy.logs]
}

resource "aws_cloudwatch_log_group" "through_alias" {
  name       = "/through-alias"
  kms_key_id = aws_kms_alias.logs.target_key_arn

  depends_on = [aws_kms_key_policy.logs]
}

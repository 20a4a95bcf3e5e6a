resource "aws_kms_key" "logs" {}

resource "aws_kms_key_policy" "logs" {
  key_id = aws_kms_key.logs.id
  policy = "{}"
}

resource "aws_cloudwatch_log_group" "inherited" {
  name = "/aws/lambda/inherited"
}

resource "aws_cloudwatch_log_group" "already" {
  name = "/aws/lambda/already"
  lifecycle { create_before_destroy = true }
}

resource "aws_cloudwatch_log_group" "direct" {
  name       = "/aws/lambda/direct"
  kms_key_id = aws_kms_key.logs.arn

  depends_on = [aws_kms_key_policy.logs]
}

resource "aws_lambda_function" "already" {
  function_name = "already"
  role          = "arn:aws:iam::111122223333:role/worker"
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_cloudwatch_log_group.already]
}

resource "aws_lambda_function" "direct" {
  function_name = "direct"
  role          = "arn:aws:iam::111122223333:role/worker"
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_cloudwatch_log_group.direct]
}

resource "aws_lambda_function" "inherited" {
  function_name = "inherited"
  role          = "arn:aws:iam::111122223333:role/worker"
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  depends_on = [aws_cloudwatch_log_group.inherited]
}

resource "aws_lambda_alias" "inherited" {
  name             = "live"
  function_name    = aws_lambda_function.inherited.function_name
  function_version = "1"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "worker" {
  name = "/aws/lambda/worker"
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = "arn:aws:iam::111122223333:role/worker"
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  lifecycle {
    create_before_destroy = true
  }
}

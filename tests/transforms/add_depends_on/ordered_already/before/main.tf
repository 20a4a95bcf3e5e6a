# Each function is behind the attachment in another way.
resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_lambda_function" "explicit" {
  function_name = "explicit"
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  depends_on = [aws_iam_role_policy_attachment.logs]
}

resource "aws_lambda_function" "by_argument" {
  function_name = "by-argument"
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
  description   = "Logs with ${aws_iam_role_policy_attachment.logs.policy_arn}"
}

resource "aws_lambda_function" "by_chain" {
  function_name = "by-chain"
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  environment {
    variables = { NEXT = aws_lambda_function.explicit.arn }
  }
}

locals {
  ready = { arn = aws_iam_role_policy_attachment.logs.policy_arn }
}

resource "aws_lambda_function" "by_local" {
  function_name = "by-local"
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
  description   = local.ready.arn
}

data "aws_iam_policy" "logs" {
  arn = aws_iam_role_policy_attachment.logs.policy_arn
}

resource "aws_lambda_function" "by_data" {
  function_name = "by-data"
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
  description   = data.aws_iam_policy.logs.name
}

resource "aws_lambda_function" "by_condition" {
  count         = aws_iam_role_policy_attachment.logs.policy_arn == "" ? 0 : 1
  function_name = "by-condition"
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
}

resource "aws_lambda_function" "by_replacement" {
  function_name = "by-replacement"
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  lifecycle {
    replace_triggered_by = [aws_iam_role_policy_attachment.logs.id]
  }
}

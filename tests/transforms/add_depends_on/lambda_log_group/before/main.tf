variable "prefix" {
  type = string
}

locals {
  name = "${var.prefix}-worker"
}

resource "aws_lambda_function" "worker" {
  function_name = local.name
  role          = "arn:aws:iam::111122223333:role/worker"
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
}

resource "aws_cloudwatch_log_group" "worker" {
  name              = "/aws/lambda/${var.prefix}-worker"
  retention_in_days = 14
}

resource "aws_lambda_function" "each" {
  for_each      = toset(["a", "b"])
  function_name = each.key
  role          = "arn:aws:iam::111122223333:role/worker"
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
}

resource "aws_cloudwatch_log_group" "each" {
  for_each = toset(["a", "b"])
  name     = "/aws/lambda/${each.key}"
}

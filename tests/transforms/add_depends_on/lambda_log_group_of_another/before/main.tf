variable "name" {
  type = string
}

variable "other" {
  type = string
}

resource "aws_lambda_function" "named_first" {
  function_name = "${var.name}-first"
  role          = "arn:aws:iam::111122223333:role/worker"
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
}

# The name comes from the function, so the function is there first.
resource "aws_cloudwatch_log_group" "named_first" {
  name = "/aws/lambda/${aws_lambda_function.named_first.function_name}"
}

resource "aws_cloudwatch_log_group" "another" {
  name = "/aws/lambda/${var.other}-first"
}

resource "aws_cloudwatch_log_group" "elsewhere" {
  name = "/ecs/${var.name}-first"
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
  for_each = toset(["c"])
  name     = "/aws/lambda/${each.key}"
}

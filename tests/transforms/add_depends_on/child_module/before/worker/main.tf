variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "this" {
  function_name = "this"
  role          = var.role_arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
}

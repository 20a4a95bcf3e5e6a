variable "name" {
  type = string
}

variable "description" {
  type = string
}

resource "aws_iam_role" "worker" {
  name               = var.name
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_lambda_function" "worker" {
  function_name = var.name
  description   = var.description
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  depends_on = [aws_iam_role_policy_attachment.logs]
}

output "policy_arn" {
  value = aws_iam_role_policy_attachment.logs.policy_arn
}

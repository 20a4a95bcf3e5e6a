resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

# The function may call itself, so the policy needs the function's ARN.
resource "aws_iam_role_policy" "self" {
  role   = aws_iam_role.worker.id
  policy = jsonencode({ Resource = aws_lambda_function.worker.arn })
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
}

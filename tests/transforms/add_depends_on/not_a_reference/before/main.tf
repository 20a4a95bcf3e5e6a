resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

# Comments, texts, escapes, keys and bound names order nothing.
resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = aws_iam_role.worker.arn # after aws_iam_role_policy_attachment.logs
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
  description   = "$${aws_iam_role_policy_attachment.logs.id} aws_iam_role_policy_attachment.logs"

  environment {
    variables = {
      "aws_iam_role_policy_attachment.logs" = join(",", [
        for aws_iam_role_policy_attachment in [{ logs = "x" }] : aws_iam_role_policy_attachment.logs # bound here
      ])
    }
  }
}

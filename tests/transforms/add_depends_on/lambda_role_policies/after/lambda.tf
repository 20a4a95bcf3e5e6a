resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  depends_on = [
    aws_iam_policy_attachment.tracing,
    aws_iam_role_policy.queue,
    aws_iam_role_policy_attachment.logs,
  ]
}

resource "aws_lambda_event_source_mapping" "jobs" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:jobs"
  function_name    = aws_lambda_function.worker.arn

  depends_on = [
    aws_iam_policy_attachment.tracing,
    aws_iam_role_policy.queue,
    aws_iam_role_policy_attachment.logs,
  ]
}

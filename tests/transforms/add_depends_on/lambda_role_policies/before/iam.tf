resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy" "queue" {
  name   = "queue"
  role   = aws_iam_role.worker.id
  policy = "{}"
}

resource "aws_iam_policy_attachment" "tracing" {
  name       = "tracing"
  roles      = [aws_iam_role.worker.name]
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_iam_role" "worker" {
  name               = "orders-worker"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_role_policy" "worker" {
  name = "data"
  role = aws_iam_role.worker.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sqs:*"
      Resource = "arn:aws:sqs:us-east-1:123456789012:orders-*"
    }]
  })
}

resource "aws_sqs_queue" "jobs" {
  name = "orders-jobs"
}

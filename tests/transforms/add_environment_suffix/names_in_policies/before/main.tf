provider "aws" {
  region = "us-east-1"
}

resource "aws_iam_role" "worker" {
  name               = "orders-worker"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_s3_bucket" "data" {
  bucket = "orders-data"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders-table"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_iam_role_policy" "worker" {
  name = "data"
  role = aws_iam_role.worker.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["arn:aws:s3:::orders-data", "arn:aws:s3:::orders-data/*", "arn:aws:s3:::orders-data-archive/*"]
      },
      {
        Effect   = "Allow"
        Action   = "dynamodb:*"
        Resource = "arn:aws:dynamodb:us-east-1:123456789012:table/orders-table/index/*"
      },
    ]
  })
}

resource "aws_iam_policy" "read" {
  name   = "orders-read"
  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::orders-data/*"
    }
  ]
}
EOF
}

data "aws_iam_policy_document" "send" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::orders-data/in/*"]
  }
}

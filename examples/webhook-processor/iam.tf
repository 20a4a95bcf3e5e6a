locals {
  lambda_assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = "lambda.amazonaws.com" }
      },
    ]
  })

  log_groups_arn = "arn:aws:logs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/${local.resource_prefix}-*"
}

# validation: may log and send to the queue

resource "aws_iam_role" "validation" {
  name               = "${local.resource_prefix}-validation-lambda-role"
  assume_role_policy = local.lambda_assume_role_policy
  tags               = local.common_tags
}

resource "aws_iam_role_policy" "validation" {
  name = "${local.resource_prefix}-validation-lambda-policy"
  role = aws_iam_role.validation.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${local.log_groups_arn}:*"
      },
      {
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.webhooks.arn
      },
    ]
  })
}

# processing: may log, read the queue, write the table and send events

resource "aws_iam_role" "processing" {
  name               = "${local.resource_prefix}-processing-lambda-role"
  assume_role_policy = local.lambda_assume_role_policy
  tags               = local.common_tags
}

resource "aws_iam_policy" "processing" {
  name = "${local.resource_prefix}-processing-lambda-policy"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
        Resource = "arn:aws:dynamodb:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:table/${local.resource_prefix}-webhooks"
      },
      {
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = aws_cloudwatch_event_bus.webhooks.arn
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "processing" {
  role       = aws_iam_role.processing.name
  policy_arn = aws_iam_policy.processing.arn
}

resource "aws_iam_role_policy_attachment" "processing_sqs" {
  role       = aws_iam_role.processing.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"
}

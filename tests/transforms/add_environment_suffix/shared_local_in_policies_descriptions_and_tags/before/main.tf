provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "shop"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.prefix}-jobs"
}

resource "aws_sns_topic" "alerts" {
  name = "${local.prefix}-alerts"
}

resource "aws_iam_policy" "jobs" {
  name        = "${local.prefix}-jobs"
  description = "What the workers of ${local.prefix} may do"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Send"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = "arn:aws:sqs:us-east-1:123456789012:${local.prefix}-jobs"
    }]
  })

  tags = {
    Name = "${local.prefix}-jobs"
  }
}

resource "aws_cloudwatch_metric_alarm" "jobs" {
  alarm_name          = "${local.prefix}-jobs-age"
  alarm_description   = "Jobs of ${local.prefix} wait for too long"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "ApproximateAgeOfOldestMessage"
  namespace           = "AWS/SQS"
  period              = 300
  statistic           = "Maximum"
  threshold           = 600

  dimensions = {
    QueueName = "${local.prefix}-jobs"
  }
}

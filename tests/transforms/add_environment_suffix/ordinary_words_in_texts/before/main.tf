provider "aws" {
  region = "us-east-1"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"

  tags = {
    Name = "jobs"
  }
}

resource "aws_cloudwatch_metric_alarm" "depth" {
  alarm_name          = "depth of the queue"
  alarm_description   = "The queue jobs is long"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 60
  statistic           = "Sum"
  threshold           = 0

  dimensions = {
    QueueName = "jobs"
  }
}

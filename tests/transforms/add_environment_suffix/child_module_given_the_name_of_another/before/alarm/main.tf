variable "queue_name" {
  type = string
}

resource "aws_cloudwatch_metric_alarm" "depth" {
  alarm_name          = "shop-depth"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 60
  statistic           = "Sum"
  threshold           = 0

  dimensions = {
    QueueName = var.queue_name
  }
}

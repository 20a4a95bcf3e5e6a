resource "aws_sns_topic" "alerts" {
  name = "${local.resource_prefix}-alerts"
  tags = local.common_tags
}

resource "aws_sns_topic_subscription" "email" {
  count = var.alert_email == "" ? 0 : 1

  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "email"
  endpoint  = var.alert_email
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${local.resource_prefix}-dead-letters"
  alarm_description   = "Webhooks end up in the dead letter queue"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 300
  evaluation_periods  = 1
  alarm_actions       = [aws_sns_topic.alerts.arn]

  dimensions = {
    QueueName = "${local.resource_prefix}-dead-letters"
  }
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  for_each = toset(["validation", "processing"])

  alarm_name          = "${local.resource_prefix}-${each.key}-errors"
  alarm_description   = "The ${each.key} function fails"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 300
  evaluation_periods  = 2
  alarm_actions       = [aws_sns_topic.alerts.arn]

  dimensions = {
    FunctionName = "${local.resource_prefix}-${each.key}"
  }
}

resource "aws_cloudwatch_dashboard" "webhooks" {
  dashboard_name = "${local.resource_prefix}-dashboard"

  dashboard_body = jsonencode({
    widgets = [
      {
        type   = "metric"
        x      = 0
        y      = 0
        width  = 12
        height = 6
        properties = {
          title  = "Webhooks"
          region = data.aws_region.current.name
          stat   = "Sum"
          period = 300
          metrics = [
            ["AWS/Lambda", "Invocations", "FunctionName", aws_lambda_function.validation.function_name],
            ["AWS/Lambda", "Errors", "FunctionName", aws_lambda_function.processing.function_name],
          ]
        }
      },
    ]
  })
}

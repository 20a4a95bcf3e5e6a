resource "aws_cloudwatch_event_bus" "webhooks" {
  name = "${local.resource_prefix}-events"
  tags = local.common_tags
}

resource "aws_cloudwatch_event_archive" "webhooks" {
  name             = "${local.resource_prefix}-event-archive"
  event_source_arn = aws_cloudwatch_event_bus.webhooks.arn
  retention_days   = 30
}

resource "aws_cloudwatch_event_rule" "failed" {
  name           = "${local.resource_prefix}-failed-webhooks"
  description    = "Webhooks that could not be processed"
  event_bus_name = aws_cloudwatch_event_bus.webhooks.name

  event_pattern = jsonencode({
    source      = [var.project_name]
    detail-type = ["Webhook Failed"]
  })

  tags = local.common_tags
}

resource "aws_cloudwatch_event_target" "failed" {
  rule           = aws_cloudwatch_event_rule.failed.name
  event_bus_name = aws_cloudwatch_event_bus.webhooks.name
  target_id      = "dead-letters"
  arn            = aws_sqs_queue.dead_letters.arn
}

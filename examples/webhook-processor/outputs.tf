output "webhook_url" {
  description = "Where to send webhooks"
  value       = "${aws_api_gateway_deployment.webhook.invoke_url}/webhooks"
}

output "table_name" {
  description = "Table of the webhooks"
  value       = aws_dynamodb_table.webhooks.name
}

output "queue_url" {
  description = "Queue between the two functions"
  value       = aws_sqs_queue.webhooks.url
}

output "region" {
  description = "Region that all of this is in"
  value       = data.aws_region.current.name
}

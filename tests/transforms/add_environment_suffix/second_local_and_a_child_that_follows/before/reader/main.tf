output "queue_arn" {
  value = "arn:aws:sqs:us-east-1:123456789012:shop-jobs"
}

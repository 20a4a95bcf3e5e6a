provider "aws" {
  region = "us-east-1"
}

resource "aws_sqs_queue" "jobs" {
  name = "shop-jobs${local.environment_suffix}"
}

# Terraform takes no reference in the description of an output.
output "queue" {
  description = "ARN of the queue shop-jobs"
  value       = "arn:aws:sqs:us-east-1:123456789012:${aws_sqs_queue.jobs.name}"
}

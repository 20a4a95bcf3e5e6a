provider "aws" {
  region = "us-east-1"
}

# Terraform refuses both; there is no name to put a suffix to.
resource "aws_sqs_queue" "jobs" {
  name = ["shop-jobs"]
}

resource "aws_sns_topic" "alerts" {
  name = { text = "shop-alerts" }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_sqs_queue" "jobs" {
  name = "shop-jobs${local.environment_suffix}"
}

module "alarm" {
  source             = "./alarm"
  queue_name         = aws_sqs_queue.jobs.name
  environment_suffix = var.environment_suffix
}

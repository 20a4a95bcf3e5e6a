provider "aws" {
  region = "us-east-1"
}

resource "aws_sqs_queue" "jobs" {
  name = "shop-jobs"
}

module "alarm" {
  source     = "./alarm"
  queue_name = "shop-jobs"
}

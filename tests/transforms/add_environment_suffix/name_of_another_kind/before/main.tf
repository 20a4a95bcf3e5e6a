provider "aws" {
  region = "us-east-1"
}

resource "aws_ecr_repository" "worker" {
  name = "shop-worker"
}

locals {
  worker_sfn_name = "shop-worker"
}

output "state_machine" {
  value = "arn:aws:states:us-east-1:123456789012:stateMachine:${local.worker_sfn_name}"
}

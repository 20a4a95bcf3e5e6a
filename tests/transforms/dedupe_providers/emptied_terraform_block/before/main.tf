# What we build on.
terraform {
  # Pinned by the platform team.
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0" # for the new S3 resources
    }
  }
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

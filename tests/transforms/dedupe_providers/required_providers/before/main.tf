terraform {
  required_version = ">= 1.5"

  required_providers {
    # 5.31 brings the queue's redrive policy.
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.31"
    }
    # Names of buckets,
    # which are unique in the world.
    random = {
      source  = "hashicorp/random"
      version = ">= 3.0" # any
    }
    tls = ">= 4.0"
  }
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

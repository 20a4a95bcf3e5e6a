provider "aws" {
  region      = var.region
  max_retries = 5

  default_tags {
    tags = {
      Project = "shop"
    }
  }
}

variable "region" {
  default = "eu-west-1"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

provider "aws" {
  region      = "eu-west-1"
  max_retries = 5
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      Project     = "shop"
      Environment = "production"
      Team        = "payments"
      "cost:centre" = join("-", [
        "4711",
        var.branch,
      ])
    }
  }
}

variable "branch" {
  default = "dublin"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

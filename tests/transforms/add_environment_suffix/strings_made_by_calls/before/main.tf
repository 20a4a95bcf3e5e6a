provider "aws" {
  region = "us-east-1"
}

variable "project" {
  default = "shop"
}

resource "aws_sqs_queue" "orders" {
  name = "${var.project}-orders"
  tags = {
    Name  = format("%s-orders", var.project)
    Alias = join("-", [var.project, "orders"])
    Other = format("%s-orders-dead", var.project)
  }
}

output "queue_arn" {
  value = format("arn:aws:sqs:us-east-1:123456789012:%s-orders", var.project)
}

resource "aws_sns_topic" "alerts" {
  name = "${var.project}-alerts"
}

# What stands behind the name is in the same text, so that nothing can be put between.
output "subscription" {
  value = format("arn:aws:sns:us-east-1:123456789012:%s-alerts:1", var.project)
}

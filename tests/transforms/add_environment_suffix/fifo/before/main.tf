provider "aws" {
  region = "us-east-1"
}

variable "fifo" {
  type    = bool
  default = true
}

resource "aws_sqs_queue" "ordered" {
  name       = "shop-ordered.fifo"
  fifo_queue = true
}

resource "aws_sns_topic" "ordered" {
  name       = "shop-ordered${var.fifo ? ".fifo" : ""}"
  fifo_topic = var.fifo
}

variable "queue_name" {
  default = "shop-late.fifo"
}

resource "aws_sqs_queue" "late" {
  name       = var.queue_name
  fifo_queue = true
}

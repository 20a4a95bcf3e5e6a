provider "aws" {
  region = "us-east-1"
}

variable "project" {
  default = "shop"
}

resource "aws_sqs_queue" "jobs" {
  name = format("%s-jobs", var.project)
}

resource "aws_sns_topic" "alerts" {
  name = join("-", [var.project, "alerts"])
}

resource "aws_s3_bucket" "data" {
  bucket = lower("${var.project}-Data")
}

resource "aws_sqs_queue" "ordered" {
  name       = format("%s-ordered.fifo", var.project)
  fifo_queue = true
}

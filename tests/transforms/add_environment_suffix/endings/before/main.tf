provider "aws" {
  region = "us-east-1"
}

resource "aws_ssm_parameter" "archive" {
  name  = "/shop/worker.zip"
  type  = "String"
  value = "s3://artifacts/worker.zip"
}

resource "aws_sqs_queue" "jobs" {
  name       = "shop-jobs.fifo"
  fifo_queue = true
}

variable "archive" {
  type    = string
  default = "shop-site.zip"
}

resource "aws_ssm_parameter" "site" {
  name  = var.archive
  type  = "String"
  value = "on"
}

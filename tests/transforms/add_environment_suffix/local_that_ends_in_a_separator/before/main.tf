provider "aws" {
  region = "eu-west-1"
}

variable "environment_suffix" {
  default = ""
}

variable "team" {
  default = "shop-"
}

locals {
  prefix = "${var.team}data_"
  same   = var.team
}

resource "aws_sqs_queue" "orders" {
  name = "${local.prefix}orders"
}

resource "aws_sqs_queue" "refunds" {
  name = "${local.prefix}refunds"
}

resource "aws_sns_topic" "alerts" {
  name = "${local.same}alerts"
}

resource "aws_sns_topic" "news" {
  name = "${local.same}news"
}

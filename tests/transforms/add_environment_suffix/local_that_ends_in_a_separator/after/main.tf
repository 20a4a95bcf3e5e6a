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
  prefix             = "${var.team}data${local.environment_suffix}_"
  same               = var.team
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

resource "aws_sqs_queue" "orders" {
  name = "${local.prefix}orders"
}

resource "aws_sqs_queue" "refunds" {
  name = "${local.prefix}refunds"
}

resource "aws_sns_topic" "alerts" {
  name = "${local.same}alerts${local.environment_suffix}"
}

resource "aws_sns_topic" "news" {
  name = "${local.same}news${local.environment_suffix}"
}

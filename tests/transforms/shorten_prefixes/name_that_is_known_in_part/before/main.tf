provider "aws" {
  region = "us-east-1"
}

data "aws_caller_identity" "current" {}

variable "environment_suffix" {
  type     = string
  default  = ""
  nullable = false
}

resource "aws_lb" "main" {
  name    = "${data.aws_caller_identity.current.account_id}-qzjvxw${var.environment_suffix}-jqwxvz"
  subnets = []
}

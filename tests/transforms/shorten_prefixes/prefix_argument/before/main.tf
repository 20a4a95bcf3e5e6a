provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "webhook-application-processing-validation"
}

resource "aws_iam_role" "worker" {
  name_prefix        = "${local.prefix}-"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

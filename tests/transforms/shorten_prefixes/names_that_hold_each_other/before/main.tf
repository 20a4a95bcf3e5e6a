provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "webhook-processor-production"
}

resource "aws_iam_role" "first" {
  name               = "${local.prefix}-first-validation-lambda-role-of-a-team"
  description        = "trusts arn:aws:iam::123456789012:role/${local.prefix}-other-validation-lambda-role-of-a-team"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

# A reference here would close a cycle with the one that the other role gets.
resource "aws_iam_role" "other" {
  name               = "${local.prefix}-other-validation-lambda-role-of-a-team"
  description        = "trusts arn:aws:iam::123456789012:role/${local.prefix}-first-validation-lambda-role-of-a-team"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

variable "environment_suffix" {
  type    = string
  default = ""
}

locals {
  env_suffix   = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
  prefix       = "webhook-processor-production${local.env_suffix}"
  short_prefix = length(local.prefix) <= 41 ? local.prefix : "webhook-processor-prod${local.env_suffix}"
}

resource "aws_iam_role" "worker" {
  name               = "${local.short_prefix}-validation-lambda-role"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

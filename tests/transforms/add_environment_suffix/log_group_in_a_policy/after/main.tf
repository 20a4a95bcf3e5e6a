provider "aws" {
  region = "us-east-1"
}

variable "function_name" {
  type    = string
  default = "recycle"
}

variable "environment_suffix" {
  description = "Tells copies of this module apart; it ends the names of what the module makes."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9]+(-[a-z0-9]+)*)?$", var.environment_suffix))
    error_message = "The suffix must be empty, or lower-case letters, digits and single hyphens between them."
  }
}

locals {
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

resource "aws_lambda_function" "main" {
  function_name = "${var.function_name}${local.environment_suffix}"
  role          = aws_iam_role.main.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/recycle:1"
}

resource "aws_iam_role" "main" {
  name_prefix        = "recycle-"
  assume_role_policy = "{}"

  inline_policy {
    name = "logs"
    policy = jsonencode({
      Statement = [{
        Effect   = "Allow"
        Action   = "logs:PutLogEvents"
        Resource = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/${var.function_name}${local.environment_suffix}:*"
      }]
    })
  }
}

# Webhook processor: API Gateway -> Lambda -> SQS -> Lambda -> DynamoDB, and events for whoever wants to know.

terraform {
  required_version = ">= 1.5.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  region = var.aws_region
}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

locals {
  resource_prefix = "${var.project_name}-${var.environment}"

  common_tags = {
    Component = "webhooks"
    Name      = local.resource_prefix
  }
}

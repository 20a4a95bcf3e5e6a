terraform {
  required_providers {
    # The cloud.
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }

    null = {
      version = ">= 3.0"
      source  = "hashicorp/null"
    }

    # Names.
    random = {
      version = ">= 3.0"
      source  = "hashicorp/random"
    }

    tls = {
      version = ">= 3.0"
      source  = "hashicorp/tls"
    }
  }
}

resource "null_resource" "done" {}

resource "tls_private_key" "deploy" {
  algorithm = "ED25519"
}

resource "aws_sqs_queue" "orders" {
  name = random_id.name.hex
}

resource "random_id" "name" {
  byte_length = 4
}

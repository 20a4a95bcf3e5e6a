terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }

  backend "s3" {
    bucket = "state"
    key    = "shop"
    region = "eu-west-1"
  }
}

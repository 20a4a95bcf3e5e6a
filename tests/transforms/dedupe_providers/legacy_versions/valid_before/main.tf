terraform {
  required_providers {
    aws    = "~> 5.31"
    random = ">= 3.0"
  }
}

provider "aws" {
  region  = "eu-west-1"
  version = "~> 5.31"
}

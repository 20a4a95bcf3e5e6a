terraform {
  backend "s3" {
    bucket = "state"
    key    = "shop"
    region = "eu-west-1"
  }
}

provider "aws" {
  region = "eu-west-1"
}

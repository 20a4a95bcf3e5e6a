terraform {
  required_version = ">= 1.5"

  backend "s3" {
    region = "eu-west-1"
    bucket = "state" # versioned
    key    = "shop"
  }
}

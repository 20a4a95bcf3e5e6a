terraform {
  backend "s3" {
    # Created by the bootstrap stack.
    # versioned
    bucket = "state"
    key    = "shop"
    region = "eu-west-1"
  }
}

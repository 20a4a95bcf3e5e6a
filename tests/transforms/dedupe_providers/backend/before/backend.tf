terraform {
  backend "s3" {
    # Created by the bootstrap stack.
    bucket = "state"
    key    = "shop"
    region = "eu-west-1"
  }
}

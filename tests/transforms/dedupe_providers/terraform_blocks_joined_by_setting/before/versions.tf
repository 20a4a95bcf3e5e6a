terraform {
  required_version = ">= 1.3"

  backend "s3" {
    bucket = "state"
    key    = "shop"
    region = "eu-west-1"
  }
}

terraform {
  required_version = ">=1.3" # for optional()
}

provider "aws" {
  region     = "eu-west-1"
  secret_key = "two"

  default_tags {
    tags = {
      Project = "shop"
    }
  }
}

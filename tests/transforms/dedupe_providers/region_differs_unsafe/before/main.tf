provider "aws" {
  region     = "us-east-1"
  secret_key = "one"

  default_tags {
    tags = {
      Project = "shop"
    }
  }
}

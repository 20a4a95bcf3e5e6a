provider "aws" {
  region      = "eu-west-1"
  max_retries = 5

  default_tags {
    tags = { Project = "shop" }
  }
}

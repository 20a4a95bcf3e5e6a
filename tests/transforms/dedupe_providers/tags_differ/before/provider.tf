provider "aws" {
  default_tags {
    tags = { Project = "store" }
  }
}

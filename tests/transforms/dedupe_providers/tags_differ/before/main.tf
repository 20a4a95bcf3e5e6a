provider "aws" {
  default_tags {
    tags = { Project = "shop", Team = "payments" }
  }
}

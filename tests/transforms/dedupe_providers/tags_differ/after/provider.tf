provider "aws" {
  default_tags {
    tags = { Project = "store", Team = "payments" }
  }
}

provider "aws" {
  default_tags {
    tags = local.tags
  }
}

locals {
  tags = { Project = "shop" }
}

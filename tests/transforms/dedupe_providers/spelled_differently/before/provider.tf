provider "aws" {
  region  = "eu-west-1"
  profile = var.profile

  default_tags {
    tags = {
      Service = "shop"
      Team    = "payments" # who is called at night
    }
  }
}

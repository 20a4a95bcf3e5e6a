# The account of the shop.
provider "aws" {
  # Ireland, for the sake of our customers' data.
  # not Frankfurt
  region  = "eu-west-1"
  profile = var.profile

  default_tags {
    tags = {
      Service = "shop"
      Team    = "payments" # who is called at night
    }
  }
}

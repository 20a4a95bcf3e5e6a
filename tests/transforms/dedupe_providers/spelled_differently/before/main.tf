# The account of the shop.
provider aws {
  profile = "${var.profile}"

  # Ireland, for the sake of our customers' data.
  region = ("eu-west-1") # not Frankfurt
  default_tags {
    tags = {
      "Team" : "payments", Service = "shop"
    }
  }
}

variable "profile" {
  default = null
}

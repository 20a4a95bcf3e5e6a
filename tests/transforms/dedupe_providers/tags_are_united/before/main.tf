provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      Project = "shop"
      Team    = "payments" # on call
      "cost:centre" = join("-", [
        "4711",
        var.branch,
      ])
    }
  }
}

variable "branch" {
  default = "dublin"
}

provider "aws" {
  region = "eu-west-1"

  # on call
  default_tags {
    tags = {
      Project     = "shop"
      Environment = "production"
      Team        = "payments"
      "cost:centre" = join("-", [
        "4711",
        var.branch,
      ])
    }
  }
}

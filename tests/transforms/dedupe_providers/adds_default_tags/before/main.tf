provider "aws" {
  region      = var.region
  max_retries = 5 # throttled since March

  # Billing reads these.
  default_tags {
    tags = {
      Project = "shop"
    }
  }
}

variable "region" {
  default = "eu-west-1"
}

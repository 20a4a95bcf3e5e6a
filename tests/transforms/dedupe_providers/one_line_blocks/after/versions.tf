terraform {
  required_providers {
    aws = { version = "~> 5.0, >= 5.31", source = "hashicorp/aws" }
    # Names.
    random = {
      source = "hashicorp/random"
    }
  }
}

provider "aws" {
  region      = "eu-west-1"
  max_retries = 5 # throttled
}
# for names
provider "random" {}

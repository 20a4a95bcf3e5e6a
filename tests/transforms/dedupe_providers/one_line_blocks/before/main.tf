terraform {
  required_providers {
    # Names.
    random = {
      source = "hashicorp/random"
    }
    aws = { version = ">= 5.31", source = "hashicorp/aws" }
  }
}

provider "aws" {
  region      = "eu-west-1"
  max_retries = 5 # throttled
}
provider "random" {} # for names

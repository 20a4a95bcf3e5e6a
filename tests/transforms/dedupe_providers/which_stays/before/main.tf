provider "aws" {
  region = "eu-west-1"
}

provider "random" {}

terraform {
  required_providers { aws = "~> 5.0" }
}

provider "aws" { region = "eu-west-1" }
provider "random" {}

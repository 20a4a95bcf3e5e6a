provider "aws" {
  region = "us-east-1"
}

resource "aws_verifiedaccess_group" "main" {
  verifiedaccess_instance_id = "vai-1"
  description                = "shop-group"
}

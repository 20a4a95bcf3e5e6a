provider "aws" {
  region     = "eu-west-1"
  secret_key = "two"
}

provider "aws" {
  region                = "eu-west-1"
  forbidden_account_ids = ["111111111111"]
}

provider "aws" {
  region = "eu-west-1"
}

data "aws_region" "current" {}

check "site" {
  data "http" "site" {
    url = "https://example.com"
  }

  assert {
    condition     = data.http.site.status_code == 200
    error_message = "The site is down."
  }
}

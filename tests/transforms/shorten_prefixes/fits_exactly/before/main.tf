provider "aws" {
  region = "us-east-1"
}

resource "aws_lb" "api" {
  name = "abcdefghij-abcdefghij-abcdefghij"
}

provider "aws" {
  region = "us-east-1"
}

variable "domain" {
  type = string
}

resource "aws_s3_bucket" "site" {
  bucket = "www.example.com"
}

resource "aws_s3_bucket" "redirect" {
  bucket = "www.${var.domain}"
}

resource "aws_route53_zone" "main" {
  name = "example.com"
}

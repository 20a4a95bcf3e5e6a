provider "random" {}

resource "aws_acm_certificate" "cdn" {
  provider          = aws.virginia
  domain_name       = "example.com"
  validation_method = "DNS"
}

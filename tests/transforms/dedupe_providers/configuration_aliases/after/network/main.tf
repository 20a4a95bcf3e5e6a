resource "aws_vpc" "owner" {
  provider   = aws.owner
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "peer" {
  provider   = aws.peer
  cidr_block = "10.1.0.0/16"
}

resource "aws_route53_zone" "dns" {
  provider = aws.dns
  name     = "example.com"
}

data "aws_region" "current" {}

locals {
  ami  = { "eu-west-1" = "a" }[data.aws_region.current.name]
  b    = lookup(local.amis, data.aws_region.current.name, "none")
  amis = {}
}

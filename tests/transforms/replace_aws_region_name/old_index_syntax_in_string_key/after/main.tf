data "aws_region" "current" {}

locals {
  ami  = { "eu-west-1" = "a" }[data.aws_region.current.id]
  b    = lookup(local.amis, data.aws_region.current.id, "none")
  amis = {}
}

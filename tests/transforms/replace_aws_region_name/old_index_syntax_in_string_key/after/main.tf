data "aws_region" "current" {}

locals {
  ami  = try({ "eu-west-1" = "a" }[data.aws_region.current.id], "none")
  b    = lookup(local.amis, data.aws_region.current.id, "none")
  amis = {}
}

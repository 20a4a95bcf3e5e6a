data "aws_region" "current" {
  count = 1
}

data "aws_region" "by_key" {
  for_each = toset(["eu-west-1"])
  name     = each.key
}

locals {
  by_index  = data.aws_region.current[0].id
  by_key    = data.aws_region.by_key["eu-west-1"].id
  full      = data.aws_region.current[*].id
  attribute = data.aws_region.current.*.id
  legacy    = data.aws_region.current.0.id
  one       = one(data.aws_region.current[*]).id
  first     = element(data.aws_region.current, 0).id
  grouped   = (data.aws_region.current[0]).id
}

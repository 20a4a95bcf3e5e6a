data "aws_region" "current" {
  count = 1
}

data "aws_region" "by_key" {
  for_each = toset(["eu-west-1"])
  name     = each.key
}

locals {
  by_index  = data.aws_region.current[0].name
  by_key    = data.aws_region.by_key["eu-west-1"].name
  full      = data.aws_region.current[*].name
  attribute = data.aws_region.current.*.name
  legacy    = data.aws_region.current.0.name
  one       = one(data.aws_region.current[*]).name
  first     = element(data.aws_region.current, 0).name
  grouped   = (data.aws_region.current[0]).name
}

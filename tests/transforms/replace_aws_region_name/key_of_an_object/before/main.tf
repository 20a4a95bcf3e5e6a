data "aws_region" "current" {}

locals {
  x = { data = 1, name = data.aws_region.current.id }
  y = [for data in [{ aws_region = { current = { name = "n" } } }] : data.aws_region.current.name]
}

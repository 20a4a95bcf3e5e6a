data "aws_region" "each" {
  for_each = toset(["eu-west-1", "eu-west-2"])
}

locals {
  list     = [for r in data.aws_region.each : r.name]
  map      = { for k, r in data.aws_region.each : k => "${r.name}-${k}" if r.name != "" }
  shadowed = [for r in data.aws_region.each : [for r in [{ name = "x" }] : r.name]]
  template = "%{for r in values(data.aws_region.each)}${r.name},%{endfor}"
}

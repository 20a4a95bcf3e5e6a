data "aws_region" "current" {}

locals {
  region = data.aws_region.current
}

output "name" {
  value = local.region.name
}

output "description" {
  value = local.region.description
}

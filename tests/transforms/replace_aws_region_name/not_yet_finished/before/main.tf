data "aws_region" {}

data "aws_region" "current" {}

data "aws_region" "current" {}

locals {
  region = data.aws_region.current
}

output "name" {
  value = "${one().name} ${local.region.name} ${local.region.endpoint}"
}

provider "aws" {
  region = "us-east-1"
}

locals {
  prefix = "webhook-processor-production"
}

resource "aws_lb" "api" {
  name = "${local.prefix}-balancer"
}

# The setting calls this a name: the output may mean either.
resource "aws_verifiedaccess_group" "api" {
  description                = "${local.prefix}-balancer"
  verifiedaccess_instance_id = "vai-0123456789abcdef0"
}

output "api" {
  value = "${local.prefix}-balancer"
}

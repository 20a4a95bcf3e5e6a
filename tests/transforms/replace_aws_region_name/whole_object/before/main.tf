data "aws_region" "current" {}

output "x" {
  value = data.aws_region.current
}

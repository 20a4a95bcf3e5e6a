data "aws_region" "current" {}

# data.aws_region.current.name
output "x" {
  value = "$${data.aws_region.current.name} data.aws_region.current.name" /* data.aws_region.current.name */
}

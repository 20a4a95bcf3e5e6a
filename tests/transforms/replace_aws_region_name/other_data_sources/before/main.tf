data "aws_regions" "all" {}
data "aws_availability_zone" "a" { name = "eu-west-1a" }

output "x" {
  value = [data.aws_availability_zone.a.name, data.aws_regions.all.names]
}

data "aws_region" "west" {
  name = "us-west-2"
}

output "endpoint" {
  value = data.aws_region.west.endpoint
}

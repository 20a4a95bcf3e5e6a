data "aws_region" "west" {
  provider = aws.west
}

output "west" {
  value = data.aws_region.west.id
}

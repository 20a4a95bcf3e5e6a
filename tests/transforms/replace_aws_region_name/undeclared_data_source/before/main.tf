output "x" {
  value = data.aws_region.current.name
}

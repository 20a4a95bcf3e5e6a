variable "aws_region" {
  type = object({ current = object({ name = string }) })
}

output "x" {
  value = var.aws_region.current.name
}

variable "arn" {
  type = string
}

locals {
  name = basename(var.arn)
}

output "name" {
  value = local.name
}

output "fixed" {
  value = "fixed"
}

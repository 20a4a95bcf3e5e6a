output "a" {
  value = local.region.name
}

output "b" {
  value = "x-${local.region.name}"
}

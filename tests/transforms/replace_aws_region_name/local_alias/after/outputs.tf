output "a" {
  value = local.region.id
}

output "b" {
  value = "x-${local.region.id}"
}

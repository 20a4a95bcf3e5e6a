variable "trail" {
  type = string
}

data "aws_partition" "current" {
  depends_on = [var.trail]
}

output "partition" {
  value = data.aws_partition.current.partition
}

data "aws_partition" "current" {}

output "partition" {
  value = data.aws_partition.current.partition
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_elasticache_replication_group" "main" {
  replication_group_id = "zzzzzzzzzzzzzzzzzzzz-zzzzzzzzzzzzzzzzzzzz-zzzz"
  description          = "Sessions"
}

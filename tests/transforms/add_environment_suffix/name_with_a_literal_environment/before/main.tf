provider "aws" {
  region = "us-east-1"
}

variable "environment" {
  default = "dev"
}

resource "aws_s3_bucket" "data" {
  bucket = "shop-${var.environment}-data"
}

output "arn" {
  value = "arn:aws:s3:::shop-dev-data"
}

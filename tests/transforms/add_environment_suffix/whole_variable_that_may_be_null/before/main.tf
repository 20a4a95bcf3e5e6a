provider "aws" {
  region = "us-east-1"
}

variable "bucket_name" {
  type    = string
  default = null
}

variable "log_bucket_name" {
  type = string
}

variable "data_bucket_name" {
  type     = string
  nullable = false
}

resource "aws_s3_bucket" "main" {
  bucket = var.bucket_name
}

resource "aws_s3_bucket" "logs" {
  bucket = var.log_bucket_name
}

resource "aws_s3_bucket" "data" {
  bucket = var.data_bucket_name
}

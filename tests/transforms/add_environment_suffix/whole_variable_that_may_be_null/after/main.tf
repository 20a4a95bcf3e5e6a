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

variable "environment_suffix" {
  description = "Tells copies of this module apart; it ends the names of what the module makes."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9]+(-[a-z0-9]+)*)?$", var.environment_suffix))
    error_message = "The suffix must be empty, or lower-case letters, digits and single hyphens between them."
  }
}

locals {
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

resource "aws_s3_bucket" "main" {
  bucket = var.bucket_name
}

resource "aws_s3_bucket" "logs" {
  bucket = var.log_bucket_name == null ? null : "${var.log_bucket_name}${local.environment_suffix}"
}

resource "aws_s3_bucket" "data" {
  bucket = "${var.data_bucket_name}${local.environment_suffix}"
}

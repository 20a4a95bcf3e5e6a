provider "aws" {
  region = "us-east-1"
}

variable "project_name" {
  default = "webhook-processor-of-the-validation"
}

resource "aws_lb" "api" {
  name = replace(var.project_name, "_", "-")
}

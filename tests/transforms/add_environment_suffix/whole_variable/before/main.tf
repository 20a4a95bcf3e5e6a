provider "aws" {
  region = "us-east-1"
}

variable "function_name" {
  type    = string
  default = "orders-worker"
}

resource "aws_lambda_function" "worker" {
  function_name = var.function_name
  role          = "arn:aws:iam::123456789012:role/worker"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/worker:1"
}

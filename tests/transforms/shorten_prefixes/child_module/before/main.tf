provider "aws" {
  region = "us-east-1"
}

variable "environment_suffix" {
  type     = string
  default  = ""
  nullable = false
}


module "worker" {
  source             = "./worker"
  environment_suffix = var.environment_suffix
}

provider "aws" {
  region = "us-east-1"
}

variable "environment_suffix" {
  type    = string
  default = ""
}

module "queue" {
  source = "./queue"
}

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.31"
    }
    random = ">= 3.5"
    tls    = ">= 4.0"
  }
}

terraform {
  required_providers {
    # 5.31 brings the queue's redrive policy.
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0, ~> 5.31"
    }
    tls = {
      source  = "hashicorp/tls"
      version = ">= 4.0"
    }
    # Names of buckets,
    # which are unique in the world.
    random = {
      source  = "hashicorp/random"
      version = ">= 3.0" # any
    }
  }
}

terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = "~> 5.0" }
    null   = { source = "hashicorp/null", version = ">= 3.0" }
    random = { source = "hashicorp/random", version = ">= 3.0" }
    tls    = { source = "hashicorp/tls", version = ">= 3.0" }
  }
}

resource "null_resource" "done" {}

ephemeral "random_password" "deploy" {
  length = 16
}

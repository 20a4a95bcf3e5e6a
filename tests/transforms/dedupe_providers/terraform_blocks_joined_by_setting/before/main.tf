# Tested with 1.5.
terraform {
  required_version = ">= 1.5"
}

terraform {
  # The cloud.
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

# What we build on.
terraform {
  required_version = ">= 1.5"

  # Pinned by the platform team.
  required_providers {
    # for the new S3 resources
    aws = {
      source  = "hashicorp/aws"
      version = ">=5.0"
    }
  }
}

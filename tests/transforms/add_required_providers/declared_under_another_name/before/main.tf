terraform {
  required_providers {
    zip = {
      source = "hashicorp/archive"
    }
  }
}

terraform {
  required_providers {
    github = ">= 5.0"
    docker = {
      source = "terraform-providers/docker"
    }
  }
}

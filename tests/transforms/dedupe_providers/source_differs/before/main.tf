terraform {
  required_providers {
    github = {
      source = "integrations/github"
    }
    docker = {
      source  = "kreuzwerker/docker"
      version = "~> 3.0"
    }
  }
}

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.10.0"
  constraints = ">= 5.0.0"
}

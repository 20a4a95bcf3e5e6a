provider "registry.terraform.io/hashicorp/aws" {
  version = "5.10.0"
}

provider "registry.terraform.io/hashicorp/random" {
  version = "3.1.0"
}

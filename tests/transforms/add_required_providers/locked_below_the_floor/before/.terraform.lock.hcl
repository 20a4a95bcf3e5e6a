provider "registry.terraform.io/hashicorp/archive" {
  version = "1.3.0"
}

terraform {
  required_providers {}
}

resource "null_resource" "done" {}

terraform {
  required_providers {
    aws    = "~> 5.0" # the cloud
    random = ">= 3.0"
  }
}

resource "null_resource" "done" {}

resource "kubernetes_namespace_v1" "worker" {
  metadata {
    name = "worker"
  }
}

terraform {
  required_providers {
    archive = { source = "hashicorp/archive", version = ">= 2.0" }
    aws     = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}

resource "archive_file" "worker" {
  type        = "zip"
  source_file = "${path.module}/worker.js"
  output_path = "${path.module}/worker.zip"
}

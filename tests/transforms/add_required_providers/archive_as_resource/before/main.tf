terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}

resource "archive_file" "worker" {
  type        = "zip"
  source_file = "${path.module}/worker.js"
  output_path = "${path.module}/worker.zip"
}

data "archive_file" "worker" {
  type        = "zip"
  source_file = "${path.module}/worker.js"
  output_path = "${path.module}/worker.zip"
}

resource "aws_efs_file_system" "models" {}

resource "aws_efs_mount_target" "models" {
  file_system_id = aws_efs_file_system.models.id
  subnet_id      = "subnet-0a"
}

resource "aws_efs_access_point" "models" {
  file_system_id = aws_efs_file_system.models.id
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = "arn:aws:iam::111122223333:role/worker"
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  file_system_config {
    arn              = aws_efs_access_point.models.arn
    local_mount_path = "/mnt/models"
  }

  depends_on = [aws_efs_mount_target.models]
}

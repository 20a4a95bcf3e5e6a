provider "aws" {
  region = "us-east-1"
}

resource "aws_kms_alias" "data" {
  name          = "alias/shop-data"
  target_key_id = aws_kms_key.data.id
}

resource "aws_kms_key" "data" {
  description = "Data"
}

resource "aws_ssm_parameter" "password" {
  name  = "/shop/database/password"
  type  = "SecureString"
  value = "changeme"
}

resource "aws_cloudwatch_log_group" "app" {
  name = "/shop/app"
}

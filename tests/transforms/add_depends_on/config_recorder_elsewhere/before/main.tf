provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"
}

resource "aws_config_configuration_recorder" "us" {
  provider = aws.us
  role_arn = "arn:aws:iam::111122223333:role/config"
}

resource "aws_s3_bucket" "other" {
  bucket = "example-other"
}

resource "aws_s3_bucket_policy" "other" {
  bucket = aws_s3_bucket.other.id
  policy = "{}"
}

resource "aws_config_delivery_channel" "main" {
  s3_bucket_name = "example-config"
}

resource "aws_config_configuration_recorder_status" "us" {
  provider   = aws.us
  name       = aws_config_configuration_recorder.us.name
  is_enabled = true
}

resource "aws_config_config_rule" "versioning" {
  name = "versioning"

  source {
    owner             = "AWS"
    source_identifier = "S3_BUCKET_VERSIONING_ENABLED"
  }
}

resource "aws_securityhub_account" "us" {
  provider = aws.us
}

resource "aws_securityhub_standards_subscription" "cis" {
  standards_arn = "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0"
}

resource "aws_flow_log" "main" {
  vpc_id          = "vpc-0123456789abcdef0"
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.service.arn
  log_destination = "arn:aws:logs:eu-west-1:111122223333:log-group:flow"
}

resource "aws_config_configuration_recorder" "main" {
  role_arn = aws_iam_role.service.arn
}

resource "aws_sfn_state_machine" "main" {
  name       = "main"
  role_arn   = aws_iam_role.service.arn
  definition = "{}"
}

resource "aws_kinesis_firehose_delivery_stream" "main" {
  name        = "main"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn   = aws_iam_role.service.arn
    bucket_arn = "arn:aws:s3:::example"
  }
}

resource "aws_glue_job" "main" {
  name     = "main"
  role_arn = aws_iam_role.service.arn

  command {
    script_location = "s3://example/job.py"
  }
}

resource "aws_api_gateway_account" "main" {
  cloudwatch_role_arn = aws_iam_role.service.arn
}

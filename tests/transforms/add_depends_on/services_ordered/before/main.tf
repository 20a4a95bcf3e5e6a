resource "aws_iam_role" "service" {
  name               = "service"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "service" {
  role   = aws_iam_role.service.name
  policy = "{}"
}

resource "aws_kinesis_firehose_delivery_stream" "main" {
  name        = "main"
  destination = "http_endpoint"

  http_endpoint_configuration {
    url      = "https://example.org"
    role_arn = aws_iam_role.service.arn

    s3_configuration {
      role_arn   = aws_iam_role.service.arn
      bucket_arn = "arn:aws:s3:::example"
    }
  }

  depends_on = [aws_iam_role_policy.service]
}

resource "aws_flow_log" "main" {
  vpc_id          = "vpc-0123456789abcdef0"
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role_policy.service.id == "" ? null : aws_iam_role.service.arn
  log_destination = "arn:aws:logs:eu-west-1:111122223333:log-group:flow"
}

data "archive_file" "functions" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/build/functions.zip"
}

resource "aws_cloudwatch_log_group" "validation" {
  name              = "/aws/lambda/${local.resource_prefix}-validation"
  retention_in_days = var.log_retention_days
}

resource "aws_cloudwatch_log_group" "processing" {
  name              = "/aws/lambda/${local.resource_prefix}-processing"
  retention_in_days = var.log_retention_days
}

resource "aws_lambda_function" "validation" {
  function_name    = "${local.resource_prefix}-validation"
  role             = aws_iam_role.validation.arn
  filename         = data.archive_file.functions.output_path
  source_code_hash = data.archive_file.functions.output_base64sha256
  handler          = "webhooks.validate"
  runtime          = "python3.12"
  timeout          = 10

  environment {
    variables = {
      QUEUE_URL = aws_sqs_queue.webhooks.url
      REGION    = data.aws_region.current.name
    }
  }

  tags = local.common_tags
}

resource "aws_lambda_function" "processing" {
  function_name    = "${local.resource_prefix}-processing"
  role             = aws_iam_role.processing.arn
  filename         = data.archive_file.functions.output_path
  source_code_hash = data.archive_file.functions.output_base64sha256
  handler          = "webhooks.process"
  runtime          = "python3.12"
  timeout          = 60
  memory_size      = 256

  environment {
    variables = {
      TABLE_NAME = aws_dynamodb_table.webhooks.name
      EVENT_BUS  = aws_cloudwatch_event_bus.webhooks.name
      REGION     = data.aws_region.current.name
    }
  }

  tags = local.common_tags
}

resource "aws_lambda_event_source_mapping" "webhooks" {
  event_source_arn = aws_sqs_queue.webhooks.arn
  function_name    = aws_lambda_function.processing.arn
  batch_size       = 10
}

resource "aws_lambda_permission" "api_gateway" {
  statement_id  = "AllowApiGateway"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.validation.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.webhook.execution_arn}/*/*"
}

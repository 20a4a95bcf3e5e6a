resource "aws_api_gateway_rest_api" "webhook" {
  name        = "${local.resource_prefix}-api"
  description = "Receives webhooks"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  tags = local.common_tags
}

resource "aws_api_gateway_resource" "webhooks" {
  rest_api_id = aws_api_gateway_rest_api.webhook.id
  parent_id   = aws_api_gateway_rest_api.webhook.root_resource_id
  path_part   = "webhooks"
}

resource "aws_api_gateway_method" "post" {
  rest_api_id   = aws_api_gateway_rest_api.webhook.id
  resource_id   = aws_api_gateway_resource.webhooks.id
  http_method   = "POST"
  authorization = "NONE" # the function checks the signature
}

resource "aws_api_gateway_integration" "validation" {
  rest_api_id             = aws_api_gateway_rest_api.webhook.id
  resource_id             = aws_api_gateway_resource.webhooks.id
  http_method             = aws_api_gateway_method.post.http_method
  integration_http_method = "POST"
  type                    = "AWS_PROXY"
  uri                     = aws_lambda_function.validation.invoke_arn
}

resource "aws_api_gateway_deployment" "webhook" {
  rest_api_id = aws_api_gateway_rest_api.webhook.id
  stage_name  = var.environment

  depends_on = [aws_api_gateway_integration.validation]
}

resource "aws_api_gateway_stage" "webhook" {
  rest_api_id          = aws_api_gateway_rest_api.webhook.id
  deployment_id        = aws_api_gateway_deployment.webhook.id
  stage_name           = var.environment
  xray_tracing_enabled = true

  tags = local.common_tags
}

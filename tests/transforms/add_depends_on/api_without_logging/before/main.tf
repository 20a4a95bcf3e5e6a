variable "level" {
  type = string
}

resource "aws_api_gateway_account" "main" {
  cloudwatch_role_arn = "arn:aws:iam::111122223333:role/api-logs"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = "a1b2c3"
  deployment_id = "d4e5f6"
  stage_name    = "live"
}

resource "aws_api_gateway_method_settings" "off" {
  rest_api_id = "a1b2c3"
  stage_name  = "live"
  method_path = "*/*"

  settings {
    logging_level = "OFF"
  }
}

resource "aws_api_gateway_method_settings" "throttled" {
  rest_api_id = "a1b2c3"
  stage_name  = "live"
  method_path = "orders/GET"

  settings {
    throttling_rate_limit = 10
  }
}

resource "aws_api_gateway_method_settings" "unknown" {
  rest_api_id = "a1b2c3"
  stage_name  = "live"
  method_path = "orders/PUT"

  settings {
    logging_level = var.level
  }
}

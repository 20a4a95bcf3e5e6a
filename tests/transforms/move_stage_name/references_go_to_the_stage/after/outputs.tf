output "url" {
  value = aws_api_gateway_stage.prod.invoke_url
}

output "arn" {
  value = "${aws_api_gateway_stage.prod.execution_arn}/*"
}

output "deployment" {
  value = aws_api_gateway_deployment.api.id
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"
  settings {}
}

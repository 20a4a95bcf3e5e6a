resource "aws_api_gateway_deployment" "api" {
  stage_name = "dev"
}

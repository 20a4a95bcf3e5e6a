resource "aws_api_gateway_rest_api" "main" {
  name = "main"
}

resource "aws_api_gateway_rest_api" "other" {
  name = "other"
}

# Not a private API, so its policy can come later.
resource "aws_api_gateway_rest_api_policy" "main" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  policy      = "{}"
}

resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.main.id
  resource_id   = aws_api_gateway_rest_api.main.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "get" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  resource_id = aws_api_gateway_rest_api.main.root_resource_id
  http_method = aws_api_gateway_method.get.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_method" "other" {
  rest_api_id   = aws_api_gateway_rest_api.other.id
  resource_id   = aws_api_gateway_rest_api.other.root_resource_id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "other" {
  rest_api_id = aws_api_gateway_rest_api.other.id
  resource_id = aws_api_gateway_rest_api.other.root_resource_id
  http_method = aws_api_gateway_method.other.http_method
  type        = "MOCK"
}

# Another method's integration: none of this response.
resource "aws_api_gateway_integration_response" "get_elsewhere" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  resource_id = aws_api_gateway_rest_api.main.root_resource_id
  http_method = "PUT"
  status_code = "200"
}

resource "aws_api_gateway_deployment" "main" {
  rest_api_id = aws_api_gateway_rest_api.main.id

  triggers = {
    redeployment = sha1(jsonencode([
      aws_api_gateway_integration.get.id,
      aws_api_gateway_integration_response.get_elsewhere.id,
    ]))
  }
}

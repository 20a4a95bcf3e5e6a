provider "aws" {
  region = "us-east-1"
}

resource "aws_lambda_function" "worker" {
  function_name = "shop-worker${local.environment_suffix}"
  role          = "arn:aws:iam::123456789012:role/worker"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/worker:1"
  depends_on    = [aws_cloudwatch_log_group.worker]

  environment {
    variables = {
      SELF = "shop-worker${local.environment_suffix}"
    }
  }
}

resource "aws_cloudwatch_log_group" "worker" {
  name = "/aws/lambda/shop-worker${local.environment_suffix}"
}

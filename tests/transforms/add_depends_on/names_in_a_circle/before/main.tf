# No valid Terraform, and it ends all the same.
locals {
  one    = local.two
  two    = local.one
  deep   = local.deeper.x
  deeper = local.deep.y
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "worker" {
  role   = aws_iam_role.worker.name
  policy = "{}"
}

resource "aws_lambda_function" "circle" {
  function_name = "circle"
  role          = local.one
}

resource "aws_lambda_function" "spiral" {
  function_name = "spiral"
  role          = local.deep
}

resource "aws_lambda_function" "each" {
  for_each      = aws_lambda_function.each
  function_name = "each"
  role          = each.value.role
}

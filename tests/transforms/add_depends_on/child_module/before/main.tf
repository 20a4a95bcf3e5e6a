module "worker" {
  source   = "./worker"
  role_arn = aws_iam_role.worker.arn
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

# The function that needs it is in another module: left alone.
resource "aws_iam_role_policy" "worker" {
  role   = aws_iam_role.worker.id
  policy = "{}"
}

module "role" {
  source = "./role"
}

resource "aws_lambda_function" "outer" {
  function_name = "outer"
  role          = module.role.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
}

resource "aws_iam_role_policy" "outer" {
  role   = module.role.name
  policy = "{}"
}

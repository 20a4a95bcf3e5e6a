variable "role_arn" {
  type = string
}

data "aws_iam_role" "shared" {
  name = "shared"
}

resource "aws_iam_role" "other" {
  name               = "other"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "other" {
  role       = aws_iam_role.other.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "shared" {
  role       = data.aws_iam_role.shared.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_user_policy" "other" {
  user   = "deploy"
  policy = "{}"
}

resource "aws_lambda_function" "from_variable" {
  function_name = "from-variable"
  role          = var.role_arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
}

resource "aws_lambda_function" "from_data" {
  function_name = "from-data"
  role          = data.aws_iam_role.shared.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
}

resource "aws_lambda_event_source_mapping" "jobs" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:jobs"
  function_name    = aws_lambda_function.from_variable.arn
}

# aws_lambda_function.from_variable has "aws_iam_role.other.arn" in a comment and in a text alone.
output "text" {
  value = "aws_iam_role.other.arn"
}

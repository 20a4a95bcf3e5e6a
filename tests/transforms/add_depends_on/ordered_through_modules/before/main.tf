resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

module "name" {
  source = "./name"
  arn    = aws_iam_role_policy_attachment.logs.policy_arn
}

resource "aws_lambda_function" "by_output" {
  function_name = module.name.name
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
}

module "waiting" {
  source     = "./name"
  arn        = "arn"
  depends_on = [aws_iam_role_policy_attachment.logs]
}

resource "aws_lambda_function" "by_waiting_module" {
  function_name = module.waiting.fixed
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
}

resource "aws_lambda_function" "by_whole_module" {
  function_name = "by-whole-module"
  role          = aws_iam_role.worker.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
  depends_on    = [module.name]
}

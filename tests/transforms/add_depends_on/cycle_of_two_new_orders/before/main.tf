# Either order is possible, both are not: the first by address is made.
resource "aws_iam_role" "shared" {
  name               = "shared"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "one" {
  role   = aws_iam_role.shared.id
  policy = jsonencode({ Resource = aws_sfn_state_machine.main.arn })
}

resource "aws_iam_role_policy" "two" {
  role   = aws_iam_role.states.id
  policy = jsonencode({ Resource = aws_lambda_function.worker.arn })
}

resource "aws_iam_role" "states" {
  name               = "states"
  assume_role_policy = "{}"
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = aws_iam_role.shared.arn
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"
}

resource "aws_sfn_state_machine" "main" {
  name       = "main"
  role_arn   = aws_iam_role.states.arn
  definition = "{}"
}

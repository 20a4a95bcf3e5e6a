resource "aws_iam_role" "worker" {
  count              = 1
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "logs" {
  count      = 1
  role       = "${element(concat(aws_iam_role.worker.*.name, [""]), 0)}"
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = "${aws_iam_role.worker.0.arn}"
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  depends_on = [aws_iam_role_policy_attachment.logs]
}

variable "create" {
  type    = bool
  default = true
}

locals {
  role      = aws_iam_role.counted[0]
  role_name = try(local.role.name, "")
  functions = {
    reader = { role = aws_iam_role.reader.arn, handler = "reader.handler" }
    writer = { role = aws_iam_role.writer.arn, handler = "writer.handler" }
  }
  policies = {
    reader = { role = aws_iam_role.reader.name, arn = "arn:aws:iam::aws:policy/ReadOnlyAccess" }
  }
}

resource "aws_iam_role" "counted" {
  count              = var.create ? 1 : 0
  name               = "counted"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "counted" {
  count      = var.create ? 1 : 0
  role       = local.role_name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_lambda_function" "counted" {
  function_name = "counted"
  role          = join("", aws_iam_role.counted[*].arn)
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  depends_on = [aws_iam_role_policy_attachment.counted]
}

resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "writer" {
  name               = "writer"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "by_name" {
  for_each   = local.policies
  role       = each.value.role
  policy_arn = each.value.arn
}

resource "aws_iam_role_policy" "of_each" {
  for_each = toset([aws_iam_role.writer.name])
  role     = each.key
  policy   = "{}"
}

resource "aws_lambda_function" "of_each" {
  for_each      = local.functions
  function_name = each.key
  role          = each.value.role
  handler       = each.value.handler
  runtime       = "python3.12"
  filename      = "${each.key}.zip"

  depends_on = [
    aws_iam_role_policy.of_each,
    aws_iam_role_policy_attachment.by_name,
  ]
}

resource "aws_iam_role" "each" {
  for_each           = toset(["a", "b"])
  name               = each.key
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "each" {
  for_each   = aws_iam_role.each
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy" "a_only" {
  role   = aws_iam_role.each["a"].id
  policy = "{}"
}

resource "aws_lambda_function" "b" {
  function_name = "b"
  role          = var.create ? aws_iam_role.each["b"].arn : null
  handler       = "worker.handler"
  runtime       = "python3.12"
  filename      = "worker.zip"

  depends_on = [aws_iam_role_policy_attachment.each]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.b.function_name
  function_version = "1"
}

resource "aws_lambda_event_source_mapping" "alias" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:jobs"
  function_name    = aws_lambda_alias.live.arn

  depends_on = [aws_iam_role_policy_attachment.each]
}

resource "aws_lambda_event_source_mapping" "qualified" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:jobs"
  function_name    = "${aws_lambda_function.counted.arn}:live"

  depends_on = [aws_iam_role_policy_attachment.counted]
}

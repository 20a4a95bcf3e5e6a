resource "aws_iam_role" "service" {
  name               = "service"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "service" {
  role   = aws_iam_role.service.name
  policy = "{}"
}

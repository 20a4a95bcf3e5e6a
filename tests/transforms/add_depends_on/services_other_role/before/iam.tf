resource "aws_iam_role" "service" {
  name               = "service"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "deploy" {
  name               = "deploy"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "deploy" {
  role   = aws_iam_role.deploy.name
  policy = "{}"
}

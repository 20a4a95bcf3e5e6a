resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "z" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy_attachment" "b" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_flow_log" "one_line" {
  vpc_id       = "vpc-0"
  iam_role_arn = aws_iam_role.worker.arn
  depends_on   = [aws_iam_role_policy_attachment.z, aws_iam_role_policy_attachment.a, aws_iam_role_policy_attachment.b]
}

resource "aws_flow_log" "several_lines" {
  vpc_id       = "vpc-0"
  iam_role_arn = aws_iam_role.worker.arn

  depends_on = [
    aws_iam_role_policy_attachment.z,
    aws_iam_role_policy_attachment.a,
    aws_iam_role_policy_attachment.b,
  ]
}

resource "aws_flow_log" "no_last_comma" {
  vpc_id       = "vpc-0"
  iam_role_arn = aws_iam_role.worker.arn

  depends_on = [
    aws_iam_role_policy_attachment.z,
    aws_iam_role_policy_attachment.a,
    aws_iam_role_policy_attachment.b
  ]
}

resource "aws_flow_log" "quoted" {
  vpc_id       = "vpc-0"
  iam_role_arn = aws_iam_role.worker.arn

  depends_on = ["aws_iam_role_policy_attachment.z", "aws_iam_role_policy_attachment.a", "aws_iam_role_policy_attachment.b"]
}

resource "aws_flow_log" "bracket_behind" {
  vpc_id       = "vpc-0"
  iam_role_arn = aws_iam_role.worker.arn

  depends_on = [aws_iam_role_policy_attachment.z,
  aws_iam_role.worker, aws_iam_role_policy_attachment.a, aws_iam_role_policy_attachment.b]
}

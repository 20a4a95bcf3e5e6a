resource "aws_iam_role" "this" {
  name               = "this"
  assume_role_policy = "{}"
}

output "arn" {
  value = aws_iam_role.this.arn
}

output "name" {
  value = aws_iam_role.this.name
}

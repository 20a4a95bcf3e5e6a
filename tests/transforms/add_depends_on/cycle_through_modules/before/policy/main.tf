variable "trail_arn" {
  type = string
}

data "aws_iam_policy_document" "logs" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::example-logs/*"]

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [var.trail_arn]
    }
  }
}

output "json" {
  value = data.aws_iam_policy_document.logs.json
}

data "aws_region" "current" {}

resource "aws_iam_policy" "logs" {
  name = "logs"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:*"]
      Resource = "arn:aws:logs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:*"
      Sid      = "x${upper(data.aws_region.current.name)}${data.aws_region.current.name}"
      Region   = data.aws_region.current.name # the region
      Another  = "value"                      # and another
    }]
  })
}

data "aws_caller_identity" "current" {}

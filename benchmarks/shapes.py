"""The pieces that generated modules are made of: what AWS modules in the wild look like, with nothing wrong in them.

In a piece ``<name>`` stands for a name with hyphens that is used once, ``<id>`` for the same with underscores,
``<word>`` for any word, ``<number>`` and ``<port>`` for numbers. ``DEFECTS`` says what goes wrong in them.
"""

from __future__ import annotations

_WORDS = """
    account address archive audit billing booking campaign card catalog checkout claim contact contract coupon
    customer delivery device document email event export feed file forecast gateway image import index inventory
    invoice item job label ledger loyalty mail map market media member message meter metric offer order page parcel
    partner payment payout photo policy price product profile quote rating receipt record refund region report
    request return review reward route rule sales schedule search sensor session shipment signal stock store stream
    subscription supplier survey task tax team ticket token tracking transfer trial upload user vehicle vendor video
    visit voucher wallet warehouse webhook
"""
WORDS = _WORDS.split()

FUNCTION = """\
# The <word> of the <name> service. It reads its queue, so that a burst of requests costs
# time and no errors; what fails five times goes to the dead letter queue.
resource "aws_lambda_function" "<id>" {
  function_name    = "${local.prefix}-<name>${local.environment_suffix}"
  description      = "Handles each <word> of the <name>"
  role             = aws_iam_role.<id>.arn
  handler          = "<id>.handler"
  runtime          = "python3.12"
  architectures    = ["arm64"]
  memory_size      = var.memory_size
  timeout          = <number>
  filename         = data.archive_file.sources.output_path
  source_code_hash = data.archive_file.sources.output_base64sha256

  environment {
    variables = {
      LOG_LEVEL   = var.debug ? "DEBUG" : "INFO"
      QUEUE_URL   = aws_sqs_queue.<id>.url
      TABLE_NAME  = var.table_name
      REGION      = data.aws_region.current.id
      POWERTOOLS  = "<word>-<word>"
      MAX_RETRIES = <number>
    }
  }

  tracing_config {
    mode = "Active"
  }

  tags = merge(local.tags, { Component = "<word>" })

  depends_on = [
    aws_iam_role_policy.<id>,
    aws_cloudwatch_log_group.<id>,
  ]
}

resource "aws_cloudwatch_log_group" "<id>" {
  name              = "/aws/lambda/${local.prefix}-<name>${local.environment_suffix}"
  retention_in_days = var.retention_in_days
  tags              = local.tags
}

resource "aws_sqs_queue" "<id>" {
  name                       = "${local.prefix}-<name>${local.environment_suffix}"
  visibility_timeout_seconds = <number>
  message_retention_seconds  = 1209600
  sqs_managed_sse_enabled    = true
  tags                       = local.tags
}

resource "aws_lambda_event_source_mapping" "<id>" {
  event_source_arn = aws_sqs_queue.<id>.arn
  function_name    = aws_lambda_function.<id>.arn
  batch_size       = <number>
  enabled          = true

  depends_on = [aws_iam_role_policy.<id>]
}

resource "aws_iam_role" "<id>" {
  name = "${local.prefix}-<name>${local.environment_suffix}"
  tags = local.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = "lambda.amazonaws.com" }
      },
    ]
  })
}

resource "aws_iam_role_policy" "<id>" {
  name = "${local.prefix}-<name>${local.environment_suffix}"
  role = aws_iam_role.<id>.id

  policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "ReadTheQueue",
          "Effect": "Allow",
          "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
          "Resource": "${aws_sqs_queue.<id>.arn}"
        },
        {
          "Sid": "WriteLogs",
          "Effect": "Allow",
          "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
          "Resource": "${aws_cloudwatch_log_group.<id>.arn}:*"
        }
      ]
    }
  POLICY
}
"""

BUCKET = """\
resource "aws_s3_bucket" "<id>" {
  bucket        = "${local.prefix}-<name>${local.environment_suffix}"
  force_destroy = var.debug
  tags          = merge(local.tags, { Data = "<word>" })
}

resource "aws_s3_bucket_versioning" "<id>" {
  bucket = aws_s3_bucket.<id>.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "<id>" {
  bucket                  = aws_s3_bucket.<id>.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "<id>" {
  bucket = aws_s3_bucket.<id>.id
  policy = data.aws_iam_policy_document.<id>.json

  depends_on = [aws_s3_bucket_public_access_block.<id>]
}

resource "aws_s3_bucket_lifecycle_configuration" "<id>" {
  bucket = aws_s3_bucket.<id>.id

  rule {
    id     = "expire-<word>"
    status = "Enabled"

    filter {
      prefix = "<word>/"
    }

    expiration {
      days = <number>
    }

    noncurrent_version_expiration {
      noncurrent_days = <number>
    }
  }

  depends_on = [aws_s3_bucket_versioning.<id>]
}

data "aws_iam_policy_document" "<id>" {
  statement {
    sid     = "DenyInsecureTransport"
    effect  = "Deny"
    actions = ["s3:*"]
    resources = [
      aws_s3_bucket.<id>.arn,
      "${aws_s3_bucket.<id>.arn}/*",
    ]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
"""

TABLE = """\
resource "aws_dynamodb_table" "<id>" {
  name         = "${local.prefix}-<name>${local.environment_suffix}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "<word>_id"
  range_key    = "created_at"

  attribute {
    name = "<word>_id"
    type = "S"
  }

  attribute {
    name = "created_at"
    type = "N"
  }

  point_in_time_recovery {
    enabled = !var.debug
  }

  server_side_encryption {
    enabled = true
  }

  lifecycle {
    prevent_destroy = true
  }

  tags = merge(local.tags, { "data/class" = var.debug ? "test" : "<word>" })
}

resource "aws_cloudwatch_metric_alarm" "<id>_throttled" {
  alarm_name          = "${local.prefix}-<name>-throttled${local.environment_suffix}"
  alarm_description   = "Requests to the table of each <word> are throttled"
  namespace           = "AWS/DynamoDB"
  metric_name         = "ThrottledRequests"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = <number>
  period              = 60
  evaluation_periods  = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns

  dimensions = {
    TableName = aws_dynamodb_table.<id>.name
  }
}
"""

SECURITY_GROUP = """\
resource "aws_security_group" "<id>" {
  name        = "${local.prefix}-<name>${local.environment_suffix}"
  description = "The <word> of the <name>"
  vpc_id      = var.vpc_id
  tags        = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "<id>" {
  for_each = { for index, cidr in var.cidr_blocks : tostring(index) => cidr if cidr != "" }

  security_group_id = aws_security_group.<id>.id
  description       = "The <word> from ${each.value}"
  cidr_ipv4         = each.value
  from_port         = <port>
  to_port           = <port>
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_egress_rule" "<id>" {
  security_group_id = aws_security_group.<id>.id
  description       = "Everything; the proxy decides"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
"""

DASHBOARD = """\
resource "aws_cloudwatch_dashboard" "<id>" {
  dashboard_name = "${local.prefix}-<name>${local.environment_suffix}"

  dashboard_body = jsonencode({
    start          = "-PT6H"
    periodOverride = "inherit"
    widgets = [
<widgets>    ]
  })
}
"""

WIDGET = """\
      {
        type   = "metric"
        x      = <number>
        y      = <number>
        width  = 12
        height = 6
        properties = {
          title  = "<word> of the <word>"
          view   = "timeSeries"
          region = data.aws_region.current.id
          metrics = [
            ["AWS/SQS", "NumberOfMessagesSent", "QueueName", "${local.prefix}-<word>", { label = "<word>" }],
            ["AWS/Lambda", "Errors", "FunctionName", "${local.prefix}-<word>", { label = "<word>" }],
            [{ expression = "100 * errors / calls", label = "share of errors", yAxis = "right" }],
          ]
        }
      },
"""

SETTINGS = """\
  <id> = {
    enabled      = true
    description  = "The <word> of each <word>"
    cidr_block   = "10.<number>.<number>.0/24"
    port         = <port>
    owners       = ["<word>", "<word>-<word>"]
    health_check = "/<word>/health"
    limits       = { minimum = <number>, maximum = <port> }
  }
"""

PIECES = (FUNCTION, BUCKET, TABLE, SECURITY_GROUP, DASHBOARD)

DEFECTS = (
    ("data.aws_region.current.id", "data.aws_region.current.name"),
    ('-<name>${local.environment_suffix}"', '-<name>"'),
    ("\n  depends_on = [aws_s3_bucket_public_access_block.<id>]\n", ""),
    ("    aws_iam_role_policy.<id>,\n", ""),
)
"""What is replaced, once, by what, so that there is one thing to find."""

VERSIONS = """\
terraform {
  required_version = ">= 1.9"

  required_providers {
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.4"
    }
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.80"
    }
  }
<backend>}
"""

BACKEND = """
  backend "s3" {
    bucket = "company-terraform-states"
    key    = "<name>/terraform.tfstate"
    region = "eu-central-1"
  }
"""

PROVIDERS = """\
provider "aws" {
  region = var.region

  default_tags {
    tags = {
      ManagedBy  = "terraform"
      Repository = "<name>"
    }
  }
}
"""

LOCALS = """\
data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

data "archive_file" "sources" {
  type        = "zip"
  source_dir  = "${path.module}/sources"
  output_path = "${path.module}/.build/sources.zip"
}

locals {
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
  prefix             = var.name
  tags = {
    Environment = var.environment
    Name        = var.name
    Account     = data.aws_caller_identity.current.account_id
  }
}
"""

VARIABLES = {
    "alarm_topic_arns": ("list(string)", "[]", "Topics that alarms are sent to."),
    "cidr_blocks": ("list(string)", '["10.0.0.0/8"]', "Where requests come from."),
    "debug": ("bool", "false", "Logs more, and lets data be destroyed."),
    "environment": ("string", '"dev"', "The stage of the deployment."),
    "environment_suffix": ("string", '""', "Tells several deployments in one account apart."),
    "memory_size": ("number", "512", "Memory of each function, in MB."),
    "name": ("string", '"<name>"', "What all names begin with."),
    "region": ("string", '"eu-central-1"', "Where everything is."),
    "retention_in_days": ("number", "30", "How long logs are kept."),
    "table_name": ("string", '""', "The table that functions write to."),
    "vpc_id": ("string", '""', "The network that everything is in."),
}
"""The type, the default and the description of each variable."""

VARIABLE = """\
variable "<variable>" {
  description = "<description>"
  type        = <type>
  default     = <default>
}
"""

CALL = """\
module "<id>" {
  source = "./modules/<name>"

  name               = "${var.name}-<name>"
  environment        = var.environment
  environment_suffix = var.environment_suffix
  region             = var.region
  debug              = var.debug
  retention_in_days  = <number>
  vpc_id             = var.vpc_id
}
"""

OUTPUT = """\
output "<id>" {
  description = "The <word> that others connect to"
  value       = <type>.<id>.id
}
"""

VALUES = """\
environment       = "<word>"
memory_size       = <port>
retention_in_days = <number>
cidr_blocks = [
  "10.<number>.0.0/16",
  "10.<number>.128.0/17",
]
"""

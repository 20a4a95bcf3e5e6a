variable "prefix" {
  type = string
}

resource "aws_sqs_queue" "jobs" {
  name = "${var.prefix}-jobs"
}

variable "prefix" {
  type = string
}

resource "aws_sqs_queue" "jobs" {
  name = "${var.prefix}-jobs"
  tags = {
    Name  = format("%s-jobs", var.prefix)
    Owner = format("%s", var.prefix)
  }
}

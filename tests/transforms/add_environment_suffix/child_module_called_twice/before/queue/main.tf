variable "name" {
  type     = string
  nullable = false
}

resource "aws_sqs_queue" "jobs" {
  name = "shop-${var.name}-jobs"
}

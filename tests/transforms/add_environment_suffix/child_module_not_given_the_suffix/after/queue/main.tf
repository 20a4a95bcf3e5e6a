variable "environment_suffix" {
  type    = string
  default = ""
}

resource "aws_sqs_queue" "jobs" {
  name = "shop-jobs${var.environment_suffix}"
}

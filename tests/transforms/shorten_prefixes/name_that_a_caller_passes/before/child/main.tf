variable "name" {
  type = string
}

resource "aws_lb" "api" {
  name    = var.name
  subnets = []
}

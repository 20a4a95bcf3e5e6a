provider "aws" {
  region = "eu-west-1"

  dynamic "assume_role" {
    for_each = var.role == "" ? [] : [var.role]
    content {
      role_arn = assume_role.value
    }
  }
}

variable "role" {
  default = ""
}

variable "environment_suffix" {
  type    = string
  default = ""
}

locals {
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

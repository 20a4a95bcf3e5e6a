variable "environmentSuffix" {
  type    = string
  default = ""
}

locals {
  environment_suffix = var.environmentSuffix == "" ? "" : "-${var.environmentSuffix}"
}

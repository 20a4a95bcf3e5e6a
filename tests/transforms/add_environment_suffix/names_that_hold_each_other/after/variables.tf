variable "environment_suffix" {
  description = "Tells copies of this module apart; it ends the names of what the module makes."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9]+(-[a-z0-9]+)*)?$", var.environment_suffix))
    error_message = "The suffix must be empty, or lower-case letters, digits and single hyphens between them."
  }
}

locals {
  environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

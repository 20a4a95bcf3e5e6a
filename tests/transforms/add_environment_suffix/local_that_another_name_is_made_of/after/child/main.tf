variable "cluster_name" {
  type    = string
  default = null
}

variable "name" {
  type    = string
  default = ""
}

variable "security_group_name" {
  type    = string
  default = null
}

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

resource "aws_placement_group" "this" {
  count = var.cluster_name != null ? 1 : 0

  name     = "${var.cluster_name}-${var.name}${local.environment_suffix}"
  strategy = "cluster"
}

locals {
  security_group_name = "${coalesce(var.security_group_name, "${var.cluster_name}-${var.name}")}${local.environment_suffix}"
  environment_suffix  = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
}

resource "aws_security_group" "this" {
  name = local.security_group_name
}

resource "aws_autoscaling_group" "this" {
  name_prefix = "${var.name}-"
  max_size    = 1
  min_size    = 0
}

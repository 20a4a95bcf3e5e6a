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

resource "aws_placement_group" "this" {
  count = var.cluster_name != null ? 1 : 0

  name     = "${var.cluster_name}-${var.name}"
  strategy = "cluster"
}

locals {
  security_group_name = coalesce(var.security_group_name, "${var.cluster_name}-${var.name}")
}

resource "aws_security_group" "this" {
  name = local.security_group_name
}

resource "aws_autoscaling_group" "this" {
  name_prefix = "${var.name}-"
  max_size    = 1
  min_size    = 0
}

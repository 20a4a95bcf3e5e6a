# A copy of terraform-null-label/exports/context.tf; not to be edited.

variable "namespace" {
  type    = string
  default = null
}

variable "stage" {
  type    = string
  default = null
}

variable "project" {
  type    = string
  default = "shop"
}

variable "environment" {
  type = string
}

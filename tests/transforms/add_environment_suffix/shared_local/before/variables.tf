variable "project" {
  default = "shop"
}

variable "environment" {
  default = "dev"
}

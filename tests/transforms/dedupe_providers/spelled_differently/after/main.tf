variable "profile" {
  default = null
}

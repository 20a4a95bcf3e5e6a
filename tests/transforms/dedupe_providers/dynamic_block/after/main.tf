variable "role" {
  default = ""
}

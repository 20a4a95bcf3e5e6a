variable "environmentSuffix" {
  type    = string
  default = ""
}

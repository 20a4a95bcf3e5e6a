variable "name" {
  default = "worker"
}

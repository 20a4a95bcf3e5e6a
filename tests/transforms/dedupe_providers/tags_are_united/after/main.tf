variable "branch" {
  default = "dublin"
}

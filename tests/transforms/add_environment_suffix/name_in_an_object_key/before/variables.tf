variable "vpc_id" {
  type = string
}

variable "role_arn" {
  type = string
}

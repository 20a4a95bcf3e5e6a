variable "project_name" {
  description = "Name of the project, used in the names of all resources"
  type        = string
  default     = "webhook-processor"
}

variable "environment" {
  description = "Environment to deploy to"
  type        = string
  default     = "production"
}

variable "aws_region" {
  description = "AWS region"
  type        = string
  default     = "us-east-1"
}

variable "log_retention_days" {
  description = "Days that the logs of the functions are kept"
  type        = number
  default     = 14
}

variable "alert_email" {
  description = "Where alarms go; empty for nobody"
  type        = string
  default     = ""
}

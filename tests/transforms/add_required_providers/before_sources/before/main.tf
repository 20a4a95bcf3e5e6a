terraform {
  required_version = "~> 0.12.31"
}

module "alarms" {
  source = "./alarms"
}

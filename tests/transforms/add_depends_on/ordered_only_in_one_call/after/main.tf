# The child's function is behind its attachment through the caller, but in one of the two calls only.
module "first" {
  source      = "./function"
  name        = "first"
  description = "none"
}

module "second" {
  source      = "./function"
  name        = "second"
  description = module.first.policy_arn
}

module "one" {
  source = "./api"
}

module "many" {
  source = "./api"
  count  = 2
}

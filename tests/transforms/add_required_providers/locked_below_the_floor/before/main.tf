module "worker" {
  source = "./worker"
}

module "bucket" {
  source = "./bucket"
  name   = "example"
}

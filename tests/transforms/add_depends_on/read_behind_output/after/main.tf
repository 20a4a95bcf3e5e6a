# The whole module is behind module.bucket.acl; the ownership controls come in only with the order.
module "bucket" {
  source = "./bucket"
}

locals {
  acl = module.bucket.acl
}

data "aws_caller_identity" "current" {
  depends_on = [local.acl]
}

module "reader" {
  source     = "./reader"
  depends_on = [module.bucket.acl]
}

output "account" {
  value = "${data.aws_caller_identity.current.account_id} ${module.reader.partition}"
}

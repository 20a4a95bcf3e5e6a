resource "null_resource" "done" {}

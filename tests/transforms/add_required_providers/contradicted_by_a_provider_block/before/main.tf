provider "random" {
  version = "~> 2.3"
}

resource "random_id" "name" {
  byte_length = 4
}

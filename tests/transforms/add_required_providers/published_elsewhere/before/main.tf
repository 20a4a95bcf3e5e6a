provider "github" {
  owner = "shop"
}

resource "github_repository" "orders" {
  name = "orders"
}

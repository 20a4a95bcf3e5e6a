provider "acme" {
  workspace = "shop"
}

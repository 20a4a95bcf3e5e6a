resource "acme_widget" "one" {
  name = "one"
}

resource "acme_widget" "two" {
  name = "two"
}

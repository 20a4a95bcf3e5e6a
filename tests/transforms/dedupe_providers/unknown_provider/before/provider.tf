provider "acme" {
}

terraform {
  required_version = ">= 1.5"

  required_providers {
    http = {
      source  = "hashicorp/http"
      version = ">= 2.0"
    }
  }
}

check "site" {
  data "http" "site" {
    url = "https://example.com"
  }

  assert {
    condition     = data.http.site.status_code == 200
    error_message = "The site is down."
  }
}

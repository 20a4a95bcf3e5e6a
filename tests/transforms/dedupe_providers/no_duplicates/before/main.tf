provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}

provider "aws" {
  alias  = "ohio"
  region = "us-east-2"
}

provider "random" {}

module "queue" {
  source = "./queue"
}

# provider "aws" { region = "eu-west-1" }

locals {
  example = <<-EOT
    provider "aws" {
      region = "eu-west-1"
    }
  EOT
}

provider "aws" {
  region = "eu-west-1"
}

# CloudFront takes its certificates from here.
provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}

provider "aws" {
  alias  = "ohio"
  region = "us-east-2"
}

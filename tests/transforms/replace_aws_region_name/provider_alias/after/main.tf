data "aws_region" "west" {
  provider = aws.west
}

output "west" {
  value = data.aws_region.west.id
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

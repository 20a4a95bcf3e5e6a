module "network" {
  source = "./network"

  providers = {
    aws.peer  = aws
    aws.owner = aws
    aws.dns   = aws
  }
}

provider "aws" {
  region = "eu-west-1"
}

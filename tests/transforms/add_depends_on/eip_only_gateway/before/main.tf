variable "subnet_id" {
  type = string
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_eip" "nat" {}

resource "aws_nat_gateway" "main" {
  allocation_id = aws_eip.nat.id
  subnet_id     = var.subnet_id
}

resource "aws_nat_gateway" "given" {
  allocation_id = "eipalloc-0123456789abcdef0"
  subnet_id     = var.subnet_id
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "other" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_internet_gateway" "other" {
  vpc_id = aws_vpc.other.id
}

resource "aws_subnet" "public" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.${count.index}.0/24"
}

resource "aws_eip" "nat" {
  count = 2
}

resource "aws_nat_gateway" "main" {
  count         = 2
  allocation_id = aws_eip.nat[count.index].id
  subnet_id     = element(aws_subnet.public[*].id, count.index)
}

resource "aws_instance" "bastion" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  subnet_id     = aws_subnet.public[0].id
}

resource "aws_eip" "bastion" {
  instance = aws_instance.bastion.id
}

resource "aws_network_interface" "proxy" {
  subnet_id = aws_subnet.public[1].id
}

resource "aws_eip" "proxy" {
  network_interface = aws_network_interface.proxy.id
}

resource "aws_eip" "associated" {
  tags = { Name = "associated" }
}

resource "aws_eip_association" "associated" {
  allocation_id = aws_eip.associated.id
  instance_id   = aws_instance.bastion.id
}

# Two gateways, and nothing tells which VPC this one is for.
resource "aws_eip" "unknown" {}

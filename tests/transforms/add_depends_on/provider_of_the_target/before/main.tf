# The policies come from a provider that is set up with the cluster: their order would be a cycle.
resource "aws_iam_role" "nodes" {
  name               = "nodes"
  assume_role_policy = "{}"
}

resource "aws_eks_cluster" "main" {
  name     = "main"
  role_arn = aws_iam_role.nodes.arn

  vpc_config {
    subnet_ids = ["subnet-0a"]
  }
}

provider "aws" {
  alias  = "cluster"
  region = split(":", aws_eks_cluster.main.arn)[3]
}

resource "aws_iam_role_policy_attachment" "nodes" {
  provider   = aws.cluster
  role       = aws_iam_role.nodes.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"
}

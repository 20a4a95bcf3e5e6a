resource "aws_iam_instance_profile" "service" {
  name = "service"
  role = aws_iam_role.service.name
}

resource "aws_instance" "app" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.service.name
}

resource "aws_eks_cluster" "main" {
  name     = "main"
  role_arn = aws_iam_role.service.arn

  vpc_config {
    subnet_ids = ["subnet-0a", "subnet-0b"]
  }
}

resource "aws_eks_node_group" "main" {
  cluster_name  = "main"
  node_role_arn = aws_iam_role.service.arn
  subnet_ids    = ["subnet-0a", "subnet-0b"]

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}

resource "aws_eks_fargate_profile" "main" {
  cluster_name           = "main"
  fargate_profile_name   = "main"
  pod_execution_role_arn = aws_iam_role.service.arn
  subnet_ids             = ["subnet-0a"]

  selector {
    namespace = "default"
  }
}

resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = "[]"
  execution_role_arn    = aws_iam_role.service.arn
}

resource "aws_ecs_service" "fargate" {
  name            = "fargate"
  task_definition = aws_ecs_task_definition.app.arn
}

resource "aws_ecs_service" "classic" {
  name            = "classic"
  task_definition = "app:1"
  iam_role        = aws_iam_role.service.arn
}

provider "aws" {
  region = "us-east-1"
}

import {
  to = aws_sqs_queue.jobs
  id = "https://sqs.us-east-1.amazonaws.com/123456789012/shop-jobs"
}

resource "aws_sqs_queue" "jobs" {
  name = "shop-jobs"
}

import {
  to = aws_ecs_cluster.main
  id = "shop-jobs"
}

resource "aws_ecs_cluster" "main" {
  name = "shop"
}

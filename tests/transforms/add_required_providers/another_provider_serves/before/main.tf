terraform {
  required_providers {
    google-beta = {
      source = "hashicorp/google-beta"
    }
    beta = {
      source = "hashicorp/google"
    }
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "google_compute_network" "shop" {
  provider = google-beta
  name     = "shop"
}

resource "google_compute_network" "store" {
  provider = beta.west
  name     = "store"
}

resource "aws_sqs_queue" "orders" {
  provider = "aws.west"
  name     = "orders"
}

resource "terraform_data" "done" {}

data "terraform_remote_state" "network" {
  backend = "local"
}

variable "archive_file" {
  default = "archive_file"
}

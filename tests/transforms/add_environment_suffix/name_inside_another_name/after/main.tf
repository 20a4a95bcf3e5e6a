provider "aws" {
  region = "us-east-1"
}

resource "aws_elasticsearch_domain" "search" {
  domain_name = "shop-search${local.environment_suffix}"
}

resource "aws_cloudwatch_log_group" "search" {
  name = "/aws/aes/domains/${aws_elasticsearch_domain.search.domain_name}/index-logs"
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_athena_database" "events" {
  name   = "shop_events"
  bucket = "some-bucket"
}

resource "aws_iot_topic_rule" "events" {
  name        = "shop_events"
  enabled     = true
  sql         = "SELECT * FROM 'topic'"
  sql_version = "2016-03-23"
}

resource "aws_glue_catalog_database" "events" {
  name = "shop_events"
}

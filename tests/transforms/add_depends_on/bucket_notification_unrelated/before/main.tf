resource "aws_s3_bucket" "uploads" {
  bucket = "example-uploads"
}

resource "aws_lambda_function" "resize" {
  function_name = "resize"
  role          = "arn:aws:iam::111122223333:role/resize"
  handler       = "resize.handler"
  runtime       = "python3.12"
  filename      = "resize.zip"
}

resource "aws_lambda_permission" "schedule" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.resize.function_name
  principal     = "events.amazonaws.com"
}

resource "aws_sqs_queue" "uploads" {
  name = "uploads"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_sqs_queue_policy" "jobs" {
  queue_url = aws_sqs_queue.jobs.id
  policy    = "{}"
}

resource "aws_sns_topic" "uploads" {
  name = "uploads"
}

resource "aws_sns_topic" "alarms" {
  name = "alarms"
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = "{}"
}

resource "aws_s3_bucket_notification" "uploads" {
  bucket = aws_s3_bucket.uploads.id

  lambda_function {
    lambda_function_arn = aws_lambda_function.resize.arn
    events              = ["s3:ObjectCreated:*"]
  }

  queue {
    queue_arn = aws_sqs_queue.uploads.arn
    events    = ["s3:ObjectRemoved:*"]
  }

  topic {
    topic_arn = aws_sns_topic.uploads.arn
    events    = ["s3:ObjectRestore:*"]
  }
}

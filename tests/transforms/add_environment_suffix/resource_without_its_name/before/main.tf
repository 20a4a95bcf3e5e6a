resource "aws_guardduty_detector" {
  enable = true
}

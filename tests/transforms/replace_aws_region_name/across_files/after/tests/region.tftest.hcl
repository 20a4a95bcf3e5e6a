run "region" {
  assert {
    condition     = data.aws_region.current.id != ""
    error_message = "no region"
  }
}

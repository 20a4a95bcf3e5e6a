run "region" {
  assert {
    condition     = data.aws_region.current.name != ""
    error_message = "no region"
  }
}

data "aws_region" "current" {}

output "policy" {
  value = <<-EOT
    region: ${data.aws_region.current.id}
    literal: $${data.aws_region.current.name}
    %{if data.aws_region.current.id == "eu-west-1"~}
    near
    %{endif~}
  EOT
}

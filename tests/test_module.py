"""Modules and trees: which files belong, what blocks and references there are, what an expression is worth."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclfix.discover import group_into_trees, module_directories
from hclfix.inputs import Inputs
from hclfix.module import Module
from hclfix.read import read_tree
from tests.modules import module_of, tree_of, write_files


def uses(module: Module, address: str) -> list[str]:
    """The references to an address as they are written."""
    return [reference.span.of(reference.document.text) for reference in module.references(address)]


def test_files_of_a_module(tmp_path: Path) -> None:
    names = ("b.tf", "a.tofu", "c.tf.json", "z_override.tf", "override.tf", "x.tftest.hcl", "tests/y.tftest.hcl")
    ignored = (".hidden.tf", "b.tf~", "#b.tf#", "terragrunt.hcl", "notes.txt", ".terraform/modules/m/main.tf")
    texts = dict.fromkeys((*names, *ignored), "")
    module = module_of(tmp_path, texts | {"c.tf.json": "{}", ".terraform/modules/m/main.tf": "not { hcl"})
    assert [Path(document.path).name for document in module.documents] == [
        *("a.tofu", "b.tf", "c.tf.json"),
        *("override.tf", "z_override.tf"),
    ]
    assert [Path(document.path).name for document in module.tests] == ["y.tftest.hcl", "x.tftest.hcl"]


def test_a_file_stands_for_its_module(tmp_path: Path) -> None:
    write_files(tmp_path, {"m/main.tf": "", "m/tests/a.tftest.hcl": "", "n/main.tf": ""})
    given = [str(tmp_path / "m/main.tf"), str(tmp_path / "m/tests/a.tftest.hcl")]
    assert list(module_directories(given)) == [str(tmp_path / "m")]
    with pytest.raises(FileNotFoundError):
        list(module_directories([str(tmp_path / "none")]))


def test_links_to_directories_are_not_followed(tmp_path: Path) -> None:
    write_files(tmp_path, {"m/main.tf": ""})
    (tmp_path / "m" / "loop").symlink_to(tmp_path)
    assert list(module_directories([str(tmp_path)])) == [str(tmp_path / "m")]


def test_modules_that_call_each_other_are_one_tree(tmp_path: Path) -> None:
    call = 'module "m" {\n  source = "%s"\n}\n'
    files = {
        "live/a/main.tf": call % "../../modules/m",
        "live/b/main.tf": call % "registry/m/aws",
        "modules/m/main.tf": call % "./inner",
        "modules/m/inner/main.tf": "",
    }
    write_files(tmp_path, files)
    trees = group_into_trees(module_directories([str(tmp_path)]))
    names = [[Path(directory).relative_to(tmp_path).as_posix() for directory in tree] for tree in trees]
    assert names == [["live/a", "modules/m", "modules/m/inner"], ["live/b"]]
    tree, _ = read_tree(trees[0])
    assert [Path(call.module.directory).name for call in tree.calls] == ["m", "inner"]
    assert [Path(module.directory).name for module in tree.roots] == ["a"]


def test_blocks_by_type_and_labels(tmp_path: Path) -> None:
    module = module_of(
        tmp_path,
        {
            "main.tf": 'resource "aws_lb" "a" {}\nresource "aws_lb" "b" {}\ndata "aws_lb" "a" {}\n',
            "override.tf": 'resource "aws_lb" "a" {}\n',
        },
    )
    assert len(module.blocks("resource")) == 2
    assert len(module.blocks("resource", "aws_lb", "a")) == 1
    assert len(module.override_blocks("resource", "aws_lb")) == 1
    assert module.block("data.aws_lb.a") is module.blocks("data")[0]
    assert sorted(module.addresses) == ["aws_lb.a", "aws_lb.b", "data.aws_lb.a"]


def test_references_in_every_position(tmp_path: Path) -> None:
    module = module_of(
        tmp_path,
        {
            "main.tf": """
locals {
  plain    = aws_lb.web.arn
  index    = aws_lb.web[0].arn
  key      = aws_lb.web["a.b"].arn
  splat    = aws_lb.web[*].arn
  old      = aws_lb.web.*.arn
  template = "x-${aws_lb.web.name}-$${aws_lb.web.escaped}"
  heredoc  = <<-EOT
    %{ for i in aws_lb.web }${upper(aws_lb.web.name)}%{ endfor }
  EOT
  inside   = jsonencode({ a = [for x in aws_lb.web : x.arn if aws_lb.web.internal], (aws_lb.web.id) = 1 })
  whole    = [aws_lb.web]
  apart    = [aws_lb . web . id, aws_lb /* a */ . /* b */ web.id]
  other    = [aws_lb.website.arn, data.aws_lb.web.arn, local.aws_lb.web, each.value.aws_lb.web]
  keys     = { aws_lb = 1, web = 2 }
  bound    = [for aws_lb in [] : aws_lb.web]
  shadowed = "%{ for aws_lb in [] }${aws_lb.web}%{ endfor }"
  called   = aws_lb(web)
}
# aws_lb.web.comment
""",
            "tests/a.tftest.hcl": 'run "r" {\n  assert {\n    condition = aws_lb.web.name != ""\n  }\n}\n',
        },
    )
    assert uses(module, "aws_lb.web") == [
        *("aws_lb.web.arn", "aws_lb.web[0].arn", 'aws_lb.web["a.b"].arn', "aws_lb.web[*].arn", "aws_lb.web.*.arn"),
        *("aws_lb.web.name", "aws_lb.web", "aws_lb.web.name"),
        *("aws_lb.web", "aws_lb.web.internal", "aws_lb.web.id", "aws_lb.web"),
        *("aws_lb . web . id", "aws_lb /* a */ . /* b */ web.id", "aws_lb.web.name"),
    ]
    assert uses(module, "data.aws_lb.web") == ["data.aws_lb.web.arn"]
    assert uses(module, "local.aws_lb") == ["local.aws_lb.web"]


def test_resolves_through_callers_and_inputs(tmp_path: Path) -> None:
    root = 'variable "env" {\n  default = "dev"\n}\nmodule "m" {\n  source = "./m"\n  name   = "app-${var.env}"\n}\n'
    child = 'variable "name" {}\nvariable "tail" {\n  default = "x"\n}\nlocals {\n  it = "${var.name}-${var.tail}"\n}\n'
    files = {
        "main.tf": root,
        "terraform.tfvars": 'env = "test"\n',
        "m/main.tf": child,
        "m/terraform.tfvars": 'tail = "not read: the module is called"\n',
    }

    def full(inputs: Inputs) -> str | None:
        tree = tree_of(tmp_path, files, inputs)
        child = next(module for module in tree.modules if module.callers)
        return child.resolve(child.locals["it"].expression).text

    assert full(Inputs()) == "app-test-x"
    assert full(Inputs(environment={"TF_VAR_env": "ci"})) == "app-test-x"
    assert full(Inputs(files=(("prod.tfvars", 'env = "prod"\n'),))) == "app-prod-x"
    assert full(Inputs({"env": "live"}, (("prod.tfvars", 'env = "prod"\n'),))) == "app-live-x"


def test_below_terragrunt_variables_are_not_known(tmp_path: Path) -> None:
    files = {"terragrunt.hcl": "", "m/main.tf": 'variable "a" {\n  default = "x"\n}\nlocals {\n  b = var.a\n}\n'}
    module = next(iter(tree_of(tmp_path, files).modules))
    assert not module.resolve(module.locals["b"].expression).known


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("main.tf", b"a = \xff\n", "main.tf: byte 5 (0xff) is not UTF-8"),
        (
            "main.tf",
            b"a = [\n",
            "main.tf:1:5: the bracket or template that begins here is never closed\n  | a = [\n  |     ^",
        ),
        ("main.tf.json", b"{", "main.tf.json:1:2: this is not JSON"),
        ("terraform.tfvars", b"a = \n", "terraform.tfvars:1:5: a value is expected here"),
    ],
)
def test_what_can_not_be_read_is_a_problem(tmp_path: Path, name: str, text: bytes, expected: str) -> None:
    write_files(tmp_path, {"other.tf": ""})
    (tmp_path / name).write_bytes(text)
    _, problems = read_tree([str(tmp_path)])
    assert [str(problem).removeprefix(f"{tmp_path}/").startswith(expected) for problem in problems] == [True]

"""What a text looks like it uses is what its expressions use: nothing is missed, whatever stands before a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hclfix.transforms._order.uses import ModuleUses

from tests.modules import module_of

OTHERS = 'locals {\n  x  = 1\n  an = 2\n}\n\nresource "aws_eip" "a-b" {}\n\ndata "aws_region" "now" {}\n\n'


@pytest.mark.parametrize(
    ("expression", "used"),
    [
        ("aws_eip.a-b.id", {"aws_eip.a-b"}),
        ("-aws_eip.a-b.id", {"aws_eip.a-b"}),
        ("5-aws_eip.a-b.id", {"aws_eip.a-b"}),
        ("100-aws_eip.a-b.id", {"aws_eip.a-b"}),
        ("local.x - aws_eip.a-b.id", {"aws_eip.a-b", "local.x"}),
        ("[for v in data.aws_region.now: -local.an]", {"data.aws_region.now", "local.an"}),
        ('"${aws_eip.a-b.id}-${local.x}"', {"aws_eip.a-b", "local.x"}),
        ("other-local.x", set()),
        ("a.local.x", set()),
    ],
)
def test_uses(expression: str, used: set[str], tmp_path: Path) -> None:
    module = module_of(tmp_path, {"main.tf": f'{OTHERS}output "it" {{\n  value = {expression}\n}}\n'})
    assert ModuleUses(module).of("output.it").keys() == used

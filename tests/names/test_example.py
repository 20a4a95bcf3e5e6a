"""The example of the README, as it is and with a long suffix: names fit, tell copies apart, and stay without one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hclfix.transforms._names.named import Name, names_in
from hclfix.transforms._names.table import facts

from hclfix import Inputs
from hclfix.engine import run
from hclfix.read import read_tree
from hclfix.transform import load_transforms, transforms_directory
from tests.modules import write_files
from tests.tfcheck import assert_same_plan, assert_valid

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "webhook-processor"
SUFFIX = "synth24816359"
NAMES = {"add-environment-suffix", "shorten-prefixes"}


def fixed(directory: Path, suffix: str | None, *, names: bool = True) -> Path:
    """A copy of the example after the fixes, those of names among them or not."""
    shutil.copytree(EXAMPLE, directory)
    inputs = Inputs() if suffix is None else Inputs(variables={"environment_suffix": suffix})
    transforms = [each for each in load_transforms(transforms_directory()) if names or each.name not in NAMES]
    result = run(read_tree([str(directory)], inputs)[0], transforms)
    assert result.problems == ()
    for change in result.changes:
        write_files(directory, {str(Path(change.path).relative_to(directory)): change.after or ""})
    return directory


def named(directory: Path) -> list[Name]:
    """The names with the suffix, those aside that lie within their parent's scope: it has the suffix."""
    (tree, _) = read_tree([str(directory)], Inputs(variables={"environment_suffix": SUFFIX}))
    names = [name for module in tree.modules for name in names_in(module, facts({}), prefixes=True)]
    return [name for name in names if name.fact.scope != "parent"]


@pytest.mark.parametrize("given", [None, SUFFIX], ids=["plain", "with the suffix"])
def test_every_name_fits_and_holds_the_suffix(tmp_path: Path, given: str | None) -> None:
    names = named(fixed(tmp_path / "example", given))
    assert len(names) >= 12
    for name in names:
        known = "".join(part for part in name.value.text_parts() or () if isinstance(part, str))
        greatest = (name.value.bounds() or (0, None))[1]
        assert SUFFIX in known, name.address
        assert name.maximum is None or greatest is None or greatest <= name.maximum, name.address


@pytest.mark.terraform
@pytest.mark.parametrize("given", [None, SUFFIX], ids=["plain", "with the suffix"])
def test_without_a_suffix_the_plan_is_the_same(tmp_path: Path, given: str | None) -> None:
    """The example can't plan before the repairs of other transforms; these are the same on both sides."""
    before, after = fixed(tmp_path / "before", given, names=False), fixed(tmp_path / "after", given)
    assert_valid(before)
    assert_same_plan(before, after)

"""The documentation of the transforms: generated, in step, and true: each Before of a docstring becomes its After."""

from __future__ import annotations

import importlib.util
import re
import textwrap
from pathlib import Path

import pytest

from hclfix.catalogue import UNUSED_IGNORE, Catalogue
from hclfix.engine import run
from hclfix.transform import Transform
from tests.modules import tree_of

ROOT = Path(__file__).resolve().parent.parent
TRANSFORMS = [one for one in Catalogue().values() if one.name != UNUSED_IGNORE]


def generated() -> dict[Path, str]:
    """What docs/generate.py would write."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    documents: dict[Path, str] = module.documents()
    return documents


def test_generated_pages_are_in_step() -> None:
    stale = [str(path) for path, text in generated().items() if not path.exists() or path.read_text("utf-8") != text]
    assert stale == [], "run: python docs/generate.py"


def block(page: str, title: str) -> str:
    """The indented text behind ``Before::`` or ``After::``."""
    match = re.search(rf"^{title}::\n((?:    .*\n|\n)+)", page, re.MULTILINE)
    assert match, f"the page has no {title}::"
    return textwrap.dedent(match[1]).strip() + "\n"


@pytest.mark.parametrize("transform", TRANSFORMS, ids=lambda transform: transform.name)
def test_before_of_a_docstring_becomes_its_after(transform: Transform, tmp_path: Path) -> None:
    before, after = block(transform.page, "Before"), block(transform.page, "After")
    tree = tree_of(tmp_path, {"main.tf": before})
    result = run(tree, [transform], unsafe=True)
    texts = [change.after or "" for change in result.changes]
    assert "\n".join(texts).strip() == after.strip()


@pytest.mark.parametrize("transform", TRANSFORMS, ids=lambda transform: transform.name)
def test_a_page_says_what_why_when_not_and_how_safe(transform: Transform) -> None:
    for part in ("**What it does.**", "**Why.**", "**When it declines.**", "**Safety.**"):
        assert part in transform.page


def test_the_library_example_of_the_readme_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(code, names)
    assert "aws_iam_role.validation webhook-processor-production-validation-lambda-role" in capsys.readouterr().out
    assert "data.aws_region.x.id" in str(names["fixed"])


def test_the_transform_that_the_guide_writes_does_what_it_says(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "writing-a-transform.md").read_text("utf-8")
    code = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)[0]
    (tmp_path / "tag_queues.py").write_text(code)
    transform = Catalogue([str(tmp_path)])["tag-queues"]
    test_before_of_a_docstring_becomes_its_after(transform, tmp_path / "m")

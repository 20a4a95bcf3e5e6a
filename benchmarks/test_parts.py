"""How long each part takes, by pytest-benchmark; the normal tests do not collect this::

python -m pytest benchmarks/test_parts.py --benchmark-columns=median,ops
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import generate
from hclfix.evaluate.evaluator import Evaluator
from hclfix.module import Module
from hclfix.read import read_tree
from hclfix.resolve import evaluator
from hclfix.syntax.document import Document
from hclfix.syntax.expression import parse_expression
from hclfix.syntax.shift import shifted
from hclfix.transform import Transform, load_transforms, transforms_directory
from hclfix.tree import Tree

TRANSFORMS = load_transforms(transforms_directory())


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One root module with those that it calls, with nothing to find."""
    directory = tmp_path_factory.mktemp("stack")
    generate(directory, 0.001, defects=0)
    return next(directory.iterdir())


def read(stack: Path) -> Tree:
    """The stack, read anew: nothing is remembered."""
    tree, problems = read_tree(sorted({str(path.parent) for path in stack.rglob("*.tf")}))
    assert not problems
    return tree


@pytest.fixture(scope="module")
def module(stack: Path) -> Module:
    """The root module of the stack."""
    return read(stack).roots[0]


@pytest.fixture(scope="module")
def longest(module: Module) -> Document:
    """The longest file of the root module."""
    return max(module.documents, key=lambda document: len(document.text))


def test_scan(benchmark: Any, longest: Document) -> None:
    """The structure of one long file."""
    assert benchmark(Document, longest.path, longest.text).body.items


@pytest.mark.parametrize("kind", ["reference", "template", "object", "heredoc"])
def test_parse(benchmark: Any, kind: str) -> None:
    """One expression of each kind; what is remembered by text is forgotten each time by a changed text."""
    texts = {
        "reference": "aws_lambda_function.worker_{}.arn",
        "template": '"${{local.prefix}}-worker-{}${{local.environment_suffix}}"',
        "object": 'jsonencode({{ Version = 1, Statement = [{{ Effect = "Allow", Resource = var.x_{} }}] }})',
        "heredoc": "<<-EOT\n  one ${{var.x_{}}}\n  two\nEOT",
    }
    numbers = iter(range(10**9))
    assert benchmark(lambda: parse_expression(texts[kind].format(next(numbers)), 100))


def test_copy_to_another_place(benchmark: Any, longest: Document) -> None:
    """An expression that is remembered, put where the same text stands again."""
    expressions = [attribute.expression for attribute in longest.attributes]
    assert benchmark(lambda: [shifted(expression, 10) for expression in expressions])


def test_references(benchmark: Any, stack: Path) -> None:
    """Every use of a local in a module, with nothing parsed before."""

    def fresh() -> tuple[tuple[Module], dict[str, Any]]:
        return (read(stack).roots[0],), {}

    assert benchmark.pedantic(lambda module: module.references("local.prefix"), setup=fresh, rounds=20)


def test_evaluate(benchmark: Any, module: Module) -> None:
    """The names of all queues, functions and tables of a module."""
    expressions = [
        attribute.expression
        for block in module.blocks("resource")
        for name in ("name", "function_name", "bucket")
        if (attribute := block.attribute(name))
    ]
    scope = evaluator(module)._scope
    assert benchmark(lambda: [Evaluator(scope).evaluate(expression) for expression in expressions])


@pytest.mark.parametrize("transform", TRANSFORMS, ids=lambda transform: transform.name)
def test_transform(benchmark: Any, stack: Path, transform: Transform) -> None:
    """Each transform over a whole stack that was just read."""

    def fresh() -> tuple[tuple[Tree], dict[str, Any]]:
        return (read(stack),), {}

    def check(tree: Tree) -> list[Any]:
        return [finding for module in tree.modules for finding in transform.check(module, transform.settings)]

    assert benchmark.pedantic(check, setup=fresh, rounds=10) == []

"""The orders that a module lacks: what is said of each, and the edits that add it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hclfix import Block, Edit, Finding, Fix, Module, Safety, Template, Tree, Tuple, add_element, change_block

from .graph import Graph
from .relations import Need
from .safety import Hazards


def findings(module: Module, wanted: Sequence[Need]) -> Iterator[Finding]:
    """A finding for each resource that lacks an order that is wanted, and for each order that would close a cycle.

    The orders are tried one after the other on a graph with all those found good before, so all of them can be made
    together, and any of them without the others.
    """
    graph, hazards = module.tree.once(_known)
    graph.forget(module)  # an earlier look at the same module added its own
    safe: list[Need] = []
    unsafe: list[tuple[Need, str]] = []
    for need in wanted:
        if _is_ordered(graph, module, need):
            continue
        cycle = _cycle(graph, module, need)
        if cycle:
            yield _declined(module, need, cycle)
        elif hazard := hazards.of(module, need.dependent, need.target):
            unsafe.append((need, hazard))
        else:
            graph.add(module, need.dependent, need.target)
            safe.append(need)
    for _, group in groupby(safe, key=lambda need: need.dependent):
        yield _finding(module, list(group))
    for _, pairs in groupby(_addable(graph, module, unsafe), key=lambda pair: pair[0].dependent):
        found = list(pairs)
        yield _finding(module, [need for need, _ in found], found[0][1])


def _known(tree: Tree) -> tuple[Graph, Hazards]:
    """What the modules of a tree share, with the orders that they have added."""
    graph = Graph(tree)
    return graph, Hazards(graph)


def _addable(graph: Graph, module: Module, pairs: Sequence[tuple[Need, str]]) -> Iterator[tuple[Need, str]]:
    """Those of the unsafe orders that are still missing, and good, with the safe ones made."""
    for need, hazard in pairs:
        if not _is_ordered(graph, module, need) and not _cycle(graph, module, need):
            graph.add(module, need.dependent, need.target)
            yield need, hazard


def _is_ordered(graph: Graph, module: Module, need: Need) -> bool:
    return bool(graph.chain_within(module, need.dependent, need.target, everywhere=True))


def _cycle(graph: Graph, module: Module, need: Need) -> str | None:
    """The cycle that an order would close, as Terraform would name it."""
    chain = graph.chain_within(module, need.target, need.dependent, loose=True)
    if not chain:
        return None
    # An output stands there twice: as the caller names it, and in its module.
    named = [node.named_from(chain[0].instance) for node in chain if not node.part.startswith("output.")]
    return " -> ".join([need.dependent, *named])


def _declined(module: Module, need: Need, cycle: str) -> Finding:
    block = _block(module, need.dependent)
    return Finding(
        block.path,
        block.header_span,
        f"{need.dependent} should depend on {need.target} ({need.rule.why}), which would close the cycle {cycle}",
    )


def _finding(module: Module, group: Sequence[Need], hazard: str | None = None) -> Finding:
    """What one resource lacks."""
    dependent = group[0].dependent
    block = _block(module, dependent)
    targets = [need.target for need in group]
    reasons = "; ".join(dict.fromkeys(need.rule.why for need in group))
    message = f"{dependent} should depend on {_listed(targets)}: {reasons}"
    alike = module.blocks("resource", *dependent.split("."))  # OpenTofu has one of its own in x.tofu beside x.tf
    edits = tuple(edit for block in alike for edit in _edits(block, targets))
    if hazard:
        return Finding(block.path, block.header_span, f"{message}; unsafe, since {hazard}", Fix(edits, Safety.UNSAFE))
    return Finding(block.path, block.header_span, message, Fix(edits))


def _edits(block: Block, targets: Sequence[str]) -> list[Edit]:
    attribute = block.attribute("depends_on")
    if not attribute or not isinstance(attribute.expression, Tuple):
        rows = "".join(f"  {target},\n" for target in targets)
        return change_block(block, {"depends_on": f"[\n{rows}]" if len(targets) > 1 else f"[{targets[0]}]"})
    elements = attribute.expression.elements
    if elements and all(isinstance(element, Template) for element in elements):
        targets = [f'"{target}"' for target in targets]
    behind_last = attribute.value_text[elements[-1].span.end - attribute.value_span.start :] if elements else ""
    return add_element(attribute.expression, block.document, (",\n" if "\n" in behind_last else ", ").join(targets))


def _block(module: Module, address: str) -> Block:
    block = module.block(address)
    assert block is not None
    return block


def _listed(names: Sequence[str]) -> str:
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), names[-1]])

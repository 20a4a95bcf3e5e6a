"""JUnit XML: a test case for each finding, in a test suite for each file.

Written with the standard library: the form is a handful of elements. What its readers agree on is collected in
https://github.com/testmoapp/junitxml.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hclfix.report.item import Report, shown_path
from hclfix.report.printable import printable
from hclfix.text import Position


def render(report: Report) -> Iterator[str]:
    """The whole document. A run without findings is one test case that passed."""
    cases: defaultdict[str, list[Element]] = defaultdict(list)
    for item in report.items:
        finding = item.finding
        case = _case(item.source.path, finding.transform, item.start)
        failure = SubElement(case, "failure", type=finding.safety.value, message=printable(finding.message))
        failure.text = f"{case.get('name')}: {printable(finding.message)}"
        cases[item.source.path].append(case)
    for problem in report.problems:
        path = shown_path(problem.path)
        case = _case(path, "hclfix", problem.position)
        SubElement(case, "error", type="problem", message=printable(problem.message))
        cases[path].append(case)
    if not cases:
        cases["hclfix"].append(Element("testcase", classname="hclfix", name="no findings"))
    suites = Element("testsuites", {"name": "hclfix", **_counts([case for suite in cases.values() for case in suite])})
    for path, suite in cases.items():
        SubElement(suites, "testsuite", {"name": printable(path), **_counts(suite)}).extend(suite)
    indent(suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _case(path: str, name: str, position: Position | None) -> Element:
    file = printable(path)
    place = f"{file}:{position.line}:{position.column}" if position else file
    return Element("testcase", classname=file, name=f"{place} {printable(name)}", file=file)


def _counts(cases: list[Element]) -> dict[str, str]:
    failures = sum(case.find("failure") is not None for case in cases)
    errors = sum(case.find("error") is not None for case in cases)
    return {"tests": str(len(cases)), "failures": str(failures), "errors": str(errors)}

"""The formats for other programs: each against what its reader documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import jsonschema
import pytest

import hclfix.report
from hclfix.finding import Finding, Fix
from hclfix.fingerprint import Fingerprints
from hclfix.problem import Problem
from hclfix.report import OutputFormat, render, sarif
from hclfix.text import Position, Span
from tests.report.samples import MAIN, item, report, safe_fix, two_file_fix

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "100%\r\n::error::x, y: \x1b[31m <a>&]]>\ud800"


PROBLEM = Problem("broken.tf", "a brace is not closed", Position(3, 1))
NOWHERE = Problem("modules/queue", "can't be read: Permission denied")


def rendered(format: OutputFormat, *items: Any, **options: Any) -> str:
    return "".join(render(format, report(*items, **options)))


def test_every_file_of_the_folder_that_renders_is_an_output_format() -> None:
    folder = Path(next(iter(hclfix.report.__path__)))
    names = {path.stem for path in folder.glob("*.py") if "def render(report:" in path.read_text(encoding="utf-8")}
    assert {name.replace("_", "-") for name in names} == {*get_args(OutputFormat), "statistics"}


@pytest.mark.parametrize("format", get_args(OutputFormat))
def test_every_format_takes_hostile_text_and_gives_utf_8(format: OutputFormat) -> None:
    rendered(format, item(message=HOSTILE), problems=[PROBLEM, NOWHERE]).encode()


# --- json -----------------------------------------------------------------------------------------------------------


def test_json_carries_the_edits_so_that_another_program_can_make_them() -> None:
    finding = json.loads(rendered("json", item(fix=safe_fix())))["findings"][0]
    data = MAIN.encode()
    for edit in reversed(finding["fix"]["edits"]):
        start, end = edit["range"]["start"]["byte"], edit["range"]["end"]["byte"]
        data = data[:start] + edit["text"].encode() + data[end:]
    assert data.decode() == MAIN.replace("name =", "Name =").replace("${var.name}", "x")


def test_json_places_count_bytes_from_0_and_code_points_from_1() -> None:
    finding = json.loads(rendered("json", item()))["findings"][0]
    assert finding["range"] == {
        "start": {"byte": 45, "line": 2, "column": 13},
        "end": {"byte": 56, "line": 2, "column": 24},
    }
    assert MAIN.encode()[45:56] == b"${var.name}"


def test_json_names_problems() -> None:
    assert json.loads(rendered("json", problems=[PROBLEM]))["problems"] == [
        {"path": "broken.tf", "line": 3, "column": 1, "message": "a brace is not closed"}
    ]


def test_json_is_as_its_schema_says() -> None:
    schema = json.loads((ROOT / "docs/schema/report.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    items = [item(), item(fix=safe_fix()), item(fix=two_file_fix(), others={"versions.tf": ""}, fixed=True)]
    jsonschema.validate(json.loads(rendered("json", *items, problems=[PROBLEM, NOWHERE])), schema)


def test_json_lines_has_the_same_findings_one_on_a_line() -> None:
    lines = [json.loads(line) for line in rendered("json-lines", item(), item(), problems=[PROBLEM]).splitlines()]
    whole = json.loads(rendered("json", item(), item(), problems=[PROBLEM]))
    assert [line["finding"] for line in lines[:2]] == whole["findings"]
    assert lines[2]["problem"] == whole["problems"][0]


# --- SARIF ----------------------------------------------------------------------------------------------------------

SARIF_SCHEMA = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def sarif_run(*items: Any, **options: Any) -> Any:
    """The run of a SARIF log that the OASIS schema accepts."""
    log = json.loads(rendered("sarif", *items, **options))
    jsonschema.Draft4Validator(SARIF_SCHEMA).validate(log)
    return log["runs"][0]


def test_sarif_has_results_with_regions_rules_and_fixes() -> None:
    run = sarif_run(item(fix=two_file_fix(), others={"versions.tf": ""}), item())
    first, second = run["results"]
    rule = run["tool"]["driver"]["rules"][first["ruleIndex"]]
    assert (rule["id"], rule["help"]["markdown"]) == ("shorten-prefixes", "# shorten-prefixes\n\nShortens names.\n")
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2, "startColumn": 13, "endLine": 2, "endColumn": 24,
    }  # fmt: skip
    changes = first["fixes"][0]["artifactChanges"]
    assert [change["artifactLocation"]["uri"] for change in changes] == ["main.tf", "versions.tf"]
    assert changes[1]["replacements"][0]["insertedContent"]["text"] == "terraform {}\n"
    assert run["columnKind"] == "unicodeCodePoints"
    assert "fixes" not in second


def test_sarif_fingerprints_survive_moved_lines_and_tell_equal_findings_apart() -> None:
    before = sarif_run(item(), item())["results"]
    after = sarif_run(item(text="\n\n" + MAIN), item(text="\n\n" + MAIN))["results"]
    assert [result["partialFingerprints"] for result in before] == [result["partialFingerprints"] for result in after]
    assert before[0]["partialFingerprints"] != before[1]["partialFingerprints"]


def test_sarif_paths_are_relative_uris() -> None:
    result = sarif_run(item(path="a b/größe#1.tf"))["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/gr%C3%B6%C3%9Fe%231.tf"


def test_sarif_reports_problems_as_notifications() -> None:
    invocation = sarif_run(problems=[PROBLEM, NOWHERE])["invocations"][0]
    assert not invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "a brace is not closed"


def test_sarif_keeps_to_the_number_of_results_that_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    run = sarif_run(item(), item(), item())
    assert len(run["results"]) == 2
    assert "1 more findings are left out" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


# --- GitHub and GitLab ----------------------------------------------------------------------------------------------


def test_github_escapes_what_it_quotes() -> None:
    lines = rendered("github", item(path="a,b:c%.tf", message="100%\r\n::error::x, y")).splitlines()
    assert lines == [
        "::warning title=hclfix (shorten-prefixes),file=a%2Cb%3Ac%25.tf,line=2,endLine=2,col=13,endColumn=24"
        "::a,b:c%25.tf:2:13: shorten-prefixes 100%25%0D%0A::error::x, y [display]"
    ]


def test_github_leaves_out_columns_of_a_range_of_several_lines() -> None:
    line = rendered("github", item(marked=MAIN.rstrip("\n")))
    assert line.startswith("::warning title=hclfix (shorten-prefixes),file=main.tf,line=1,endLine=3::")


def test_github_shows_problems_as_errors() -> None:
    assert rendered("github", problems=[PROBLEM]) == (
        "::error title=hclfix,file=broken.tf,line=3,col=1::broken.tf:3:1: a brace is not closed\n"
    )


def test_gitlab_has_what_a_code_quality_report_needs() -> None:
    first, second, problem = json.loads(rendered("gitlab", item(), item(), problems=[PROBLEM]))
    assert first["check_name"] == "shorten-prefixes"
    assert first["location"] == {
        "path": "main.tf",
        "positions": {"begin": {"line": 2, "column": 13}, "end": {"line": 2, "column": 24}},
    }
    assert first["fingerprint"] != second["fingerprint"]
    assert problem["severity"] == "critical"


# --- JUnit and reviewdog --------------------------------------------------------------------------------------------


def test_junit_has_a_suite_for_each_file() -> None:
    root = ElementTree.fromstring(rendered("junit", item(), item(path="b.tf"), item(), problems=[PROBLEM]))
    assert root.attrib == {"name": "hclfix", "tests": "4", "failures": "3", "errors": "1"}
    assert [(suite.get("name"), suite.get("tests")) for suite in root] == [
        ("main.tf", "2"),
        ("b.tf", "1"),
        ("broken.tf", "1"),
    ]
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("message") == "aws_lb.größe: the name is 40 of 32 characters"


def test_junit_is_xml_whatever_it_quotes() -> None:
    root = ElementTree.fromstring(rendered("junit", item(message=HOSTILE)))
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("message") == r"100%\r\n::error::x, y: \x1b[31m <a>&]]>\ud800"


def test_junit_of_a_clean_run_has_a_test_that_passed() -> None:
    root = ElementTree.fromstring(rendered("junit"))
    assert root.get("tests") == "1"
    assert root.get("failures") == "0"


def test_rdjson_counts_columns_in_bytes_and_suggests_the_fix() -> None:
    diagnostic = json.loads(rendered("rdjson", item(fix=safe_fix())))["diagnostics"][0]
    assert diagnostic["location"]["range"] == {"start": {"line": 2, "column": 16}, "end": {"line": 2, "column": 27}}
    suggestion = diagnostic["suggestions"][0]
    assert suggestion["range"] == {"start": {"line": 2, "column": 3}, "end": {"line": 2, "column": 27}}
    assert suggestion["text"] == 'Name = "𐐀-x'


@pytest.mark.parametrize("fix", [None, two_file_fix()], ids=["no fix", "two files"])
def test_rdjson_suggests_nothing_that_one_file_cannot_hold(fix: Fix | None) -> None:
    diagnostic = json.loads(rendered("rdjson", item(fix=fix, others={"versions.tf": ""})))["diagnostics"][0]
    assert diagnostic["suggestions"] == []


# --- fingerprints ---------------------------------------------------------------------------------------------------


def test_a_fingerprint_leaves_out_the_places_that_a_message_names() -> None:
    def fingerprint(message: str) -> str:
        return Fingerprints().of(Finding("main.tf", Span(0, 0), message, transform="dedupe-providers"), "main.tf")

    assert fingerprint("provider aws is also at main.tf:3:1") == fingerprint("provider aws is also at main.tf:12:1")
    assert fingerprint("provider aws is also at main.tf:3:1") != fingerprint("provider aws is also at other.tf:3:1")

"""The command as CI uses it: configuration, formats, exit codes, suppressions, baselines and shell completion."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from hclfix.cli import main

VERSIONS = 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n'
OUTPUT = 'data "aws_region" "current" {}\n\noutput "region" {\n  value = data.aws_region.current.name\n}\n'
LINE = "main.tf:4:35: replace-aws-region-name data.aws_region.current: the attribute name is deprecated"


class Done(NamedTuple):
    """What a run of the command printed."""

    stdout: str
    stderr: str


class Shell:
    """Runs the command in the current directory, which holds a module with one finding that has a SAFE fix."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.captured = captured
        self.write("versions.tf", VERSIONS)
        self.write("main.tf", OUTPUT)

    def write(self, path: str, text: str) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")

    def read(self, path: str = "main.tf") -> str:
        return Path(path).read_text(encoding="utf-8")

    def run(self, *arguments: str, code: int = 0, **environment: str) -> Done:
        with self.monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["hclfix", *arguments])
            for name, value in environment.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main()
        done = Done(*self.captured.readouterr())
        assert ended.value.code == code, done.stderr
        return done


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(monkeypatch, capfd)


# --- formats --------------------------------------------------------------------------------------------------------


def test_check_lists_a_line_for_each_finding(shell: Shell) -> None:
    assert shell.run("--check", code=1).stderr.startswith(LINE)


def test_a_machine_format_has_the_standard_output_for_itself(shell: Shell) -> None:
    for mode in ([], ["--check"], ["--check", "--diff"]):
        done = shell.run(*mode, "--output-format", "json", code=1 if mode else 0)
        assert len(json.loads(done.stdout)["findings"]) == 1


def test_a_report_goes_to_a_file_and_the_diff_to_the_standard_output(shell: Shell) -> None:
    done = shell.run("--output-format", "sarif", "--output-file", "hclfix.sarif")
    assert done.stdout.startswith("diff --git a/main.tf b/main.tf\n")
    assert json.loads(shell.read("hclfix.sarif"))["runs"][0]["results"]


def test_a_report_file_that_cannot_be_written_is_an_error(shell: Shell) -> None:
    done = shell.run("--check", "--output-file", "missing/report", code=2)
    assert "error: missing/report: can't be written: No such file or directory\n" in done.stderr


def test_statistics_take_the_place_of_the_list(shell: Shell) -> None:
    assert shell.run("--check", "--statistics", code=1).stderr.startswith("1  replace-aws-region-name  1 safe\n")


def test_after_writing_places_are_those_of_the_new_text(shell: Shell) -> None:
    text = OUTPUT.replace("current.name", "current.name # the\n  # long way")
    alias = (
        "\nlocals {\n  region = data.aws_region.current\n  name   = local.region.name\n  id     = local.region.id\n}\n"
    )
    shell.write("main.tf", "# hclfix-ignore: no-such-transform\n" + text + alias)
    done = shell.run("--write", "--output-format", "json", code=1)
    left = [finding for finding in json.loads(done.stdout)["findings"] if not finding["fixed"]]
    place = left[0]["range"]["start"]
    assert shell.read().splitlines()[place["line"] - 1] == "  region = data.aws_region.current"
    assert shell.read().encode()[place["byte"] :].startswith(b"data.aws_region.current\n")


def test_an_edit_of_json_can_be_made_by_another_program(shell: Shell) -> None:
    finding = json.loads(shell.run("--check", "--output-format", "json", code=1).stdout)["findings"][0]
    (edit,) = finding["fix"]["edits"]
    data = shell.read().encode()
    changed = data[: edit["range"]["start"]["byte"]] + edit["text"].encode() + data[edit["range"]["end"]["byte"] :]
    shell.run("--write")
    assert shell.read().encode() == changed


def test_a_syntax_error_is_in_the_report_too(shell: Shell) -> None:
    shell.write("main.tf", "resource {\n")
    done = shell.run("--check", "--output-format", "github", code=2)
    assert done.stdout.startswith("::error title=hclfix,file=main.tf,line=")


# --- exit codes -----------------------------------------------------------------------------------------------------


def test_exit_codes(shell: Shell) -> None:
    shell.run("--check", "--exit-zero", code=0)
    shell.run("--check", "--exit-zero", "--select", "no-such-transform", code=2)
    shell.run("--write", "--exit-non-zero-on-fix", code=1)
    shell.run("--write", "--exit-non-zero-on-fix", code=0)


# --- configuration --------------------------------------------------------------------------------------------------


def test_the_configuration_file_counts_and_the_command_line_beats_it(shell: Shell) -> None:
    shell.write(".hclfix.toml", 'ignore = ["replace-aws-region-name"]\noutput-format = "github"\n')
    assert shell.run("--check").stdout == ""
    done = shell.run("--check", "--select", "replace-aws-region-name", code=1)
    assert done.stdout.startswith("::warning ")
    done = shell.run("--check", "--isolated", "--output-format", "concise", code=1)
    assert done.stderr.startswith(LINE)


def test_each_module_has_its_nearest_configuration(shell: Shell) -> None:
    shell.write("quiet/.hclfix.toml", 'ignore = ["replace-aws-region-name"]\n')
    shell.write("quiet/main.tf", OUTPUT)
    shell.write("quiet/versions.tf", VERSIONS)
    done = shell.run("--check", code=1)
    assert done.stderr.startswith(LINE)
    assert "quiet" not in done.stderr


def test_a_configuration_file_is_named_by_option_or_environment(shell: Shell) -> None:
    shell.write("ci/strict.toml", 'ignore = ["replace-aws-region-name"]\n')
    shell.run("--check", "--config", "ci/strict.toml")
    shell.run("--check", HCLFIX_CONFIG="ci/strict.toml")
    shell.run("--check", "--isolated", HCLFIX_CONFIG="ci/strict.toml", code=1)


def test_a_mistake_in_the_configuration_stops_the_run(shell: Shell) -> None:
    shell.write(".hclfix.toml", '[transforms.replace-aws-region-name]\natribute = "id"\n')
    done = shell.run("--write", code=2)
    assert done.stderr == 'error: .hclfix.toml:2: unknown key "atribute"; did you mean "attribute"?\n'
    assert shell.read() == OUTPUT


def test_escapes_in_a_configuration_file_do_not_reach_the_terminal(shell: Shell) -> None:
    shell.write(".hclfix.toml", '"\\u001b[31m" = 1\n')
    assert "\x1b" not in shell.run(code=2).stderr


def test_a_setting_of_the_command_line_is_checked_as_one_of_the_file(shell: Shell) -> None:
    done = shell.run("--set", 'replace-aws-region-name.attribute="ID"', code=2)
    assert done.stderr == (
        'error: --set replace-aws-region-name.attribute: attribute can\'t be "ID"; possible: auto, id, region\n'
    )
    assert "a string needs quotes" in shell.run("--set", "replace-aws-region-name.attribute=id", code=2).stderr
    assert (
        "more than one TOML value" in shell.run("--set", 'replace-aws-region-name.attribute="id"\nx=1', code=2).stderr
    )


def test_show_settings_is_toml_that_can_be_read_back(shell: Shell) -> None:
    shell.write(".hclfix.toml", '[per-file-ignores]\n"live/**" = ["replace-aws-region-name"]\n')
    shown = shell.run("--show-settings", "--unsafe", "--select", "replace-aws-region-name").stdout
    assert shown.startswith("# from .hclfix.toml\n")
    assert "unsafe-fixes = true\n" in shown
    shell.write(".hclfix.toml", shown)
    again = shell.run("--show-settings").stdout
    assert again == shown


def test_show_files_leaves_out_what_is_excluded(shell: Shell) -> None:
    shell.write("legacy/main.tf", OUTPUT)
    shell.write("live/main.tf", OUTPUT)
    shell.write("live/prod.auto.tfvars", "")
    assert shell.run("--show-files", "--extend-exclude", "legacy").stdout.splitlines() == [
        "main.tf",
        "versions.tf",
        "live/main.tf",
        "live/prod.auto.tfvars",
    ]


def test_a_named_path_is_left_out_only_when_that_is_forced(shell: Shell) -> None:
    shell.run("--check", "--exclude", "main.tf", "main.tf", code=0)
    shell.write("legacy/main.tf", OUTPUT)
    shell.write("legacy/versions.tf", VERSIONS)
    shell.run("--check", "--exclude", "nothing", "legacy", code=1)
    shell.run("--check", "--exclude", "legacy", "--force-exclude", "legacy", code=0)


# --- hostile text ---------------------------------------------------------------------------------------------------


def commands_in(text: str) -> list[str]:
    """The lines that GitHub Actions would take for workflow commands, which it also does behind blanks."""
    return [line for line in text.splitlines() if line.lstrip().startswith("::")]


def test_no_line_of_an_error_is_a_workflow_command(shell: Shell) -> None:
    shell.write(".hclfix.toml", '"x\\n::error::key" = 1\n')
    assert not commands_in(shell.run(code=2).stderr)
    shell.write(".hclfix.toml", "")
    shell.write("x\n::error::path.tf", "::error::line\n")
    shown = shell.run("--check", code=2).stderr
    assert ":error::line" in shown
    assert not commands_in(shown)
    assert not commands_in(shell.run("--check", "no\n::error::where", code=2).stderr)


def test_no_line_of_a_report_is_a_workflow_command(shell: Shell) -> None:
    text = OUTPUT.replace("value = ", "value = <<EOT\n  ::error::line ${").replace(".name\n", ".name}\n  EOT\n")
    shell.write("main.tf", text)
    shown = shell.run("--check", "--output-format", "full", code=1).stderr
    assert ":error::line" in shown
    assert not commands_in(shown)


# --- accepting what is there ----------------------------------------------------------------------------------------


def test_add_ignores_leaves_a_module_without_findings(shell: Shell) -> None:
    shell.run("--add-ignores")
    assert shell.read() == OUTPUT.replace("  value", "  # hclfix-ignore: replace-aws-region-name\n  value")
    shell.run("--check")
    shell.run("--write")
    assert "current.name" in shell.read()


def test_add_ignores_leaves_what_is_only_read(shell: Shell) -> None:
    generated = "# Generated by Terragrunt. Sig: nIlQXj57tbuaRZEa\n" + OUTPUT
    in_json = '{"output": {"region": {"value": "${data.aws_region.current.name}"}}}'
    shell.write("main.tf", generated)
    shell.write("more.tf.json", in_json)
    shell.run("--add-ignores", code=1)
    assert (shell.read(), shell.read("more.tf.json")) == (generated, in_json)


def test_a_baseline_leaves_a_module_without_findings_until_there_is_a_new_one(shell: Shell) -> None:
    shell.run("--baseline", "baseline.json", "--write-baseline")
    shell.run("--check", "--baseline", "baseline.json")
    shell.write("more.tf", 'output "more" {\n  value = data.aws_region.current.name\n}\n')
    done = shell.run("--check", "--baseline", "baseline.json", code=1)
    assert done.stderr.startswith("more.tf:2:35: ")
    assert "\n1 finding, 1 fixable in 1 file\n" in done.stderr


def test_a_baseline_needs_a_name_and_whole_files(shell: Shell) -> None:
    assert "--write-baseline goes with --baseline FILE" in shell.run("--write-baseline", code=2).stderr
    shell.write("main.tf", "resource {\n")
    shell.run("--baseline", "baseline.json", "--write-baseline", code=2)
    assert not Path("baseline.json").exists()


# --- shell completion -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_a_completion_script_for_each_shell(shell: Shell, name: str) -> None:
    assert "_HCLFIX_COMPLETE" in shell.run(_HCLFIX_COMPLETE=f"{name}_source").stdout


def test_completion_knows_transforms_and_formats(shell: Shell) -> None:
    def completions(*words: str) -> list[str]:
        line = " ".join(["hclfix", *words])
        done = shell.run(_HCLFIX_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words)))
        return [text.partition(",")[2] for text in done.stdout.splitlines()]

    assert "replace-aws-region-name" in completions("--select", "rep")
    assert completions("--explain", "unused") == ["unused-ignore"]
    assert completions("--output-format", "json") == ["json", "json-lines"]

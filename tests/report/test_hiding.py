"""No secret that lint knows of stands in a report, whatever its form."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from braze_liquid_sim.cli import main
from braze_liquid_sim.model import Edit, Finding, Fix, Related, Source, Span
from braze_liquid_sim.report import formats
from braze_liquid_sim.report.hiding import without_secrets
from braze_liquid_sim.report.report import CaseResult, Report

SECRET = "s7Gt41wKc93RnV"
MESSAGE = "\n".join(
    [
        f'{{{{ "x" | hmac_sha256: "{SECRET}" }}}}{{{{ ${{frist_name}} | foo }}}}',
        f"{{% connected_content https://a.example.com/x?api_key={SECRET} :save r %}}{{{{ r }}}}",
    ]
)
WEBHOOK = f"""---
url: https://a.example.com/x
method: POST
headers:
  Authorization: Bearer {SECRET}
---
{{"a": "{{{{${{first_name}}}}}}", "token": "{SECRET}"}}"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {"messages/a.liquid": MESSAGE, "webhooks/w.liquid": WEBHOOK}.items():
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", formats.names())
@pytest.mark.parametrize("command", ["lint", "check"])
@pytest.mark.parametrize("ignored", [(), ("--ignore", "secret-in-template")])
def test_no_format_shows_a_secret(folder: Path, command: str, name: str, ignored: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [command, "--format", name, *ignored])
    assert result.exit_code == 1
    assert SECRET not in result.output
    kept = [path.read_text() for path in folder.rglob(".braze_liquid_cache/*")]
    assert not any(SECRET in text for text in kept)


def test_places_stay_where_they_are() -> None:
    source = Source(f"a {SECRET} b {SECRET}\nab", "m")
    secret = Finding("secret-in-template", "m", Span(source, 2, 2 + len(SECRET)))
    other = Finding("x", f"m {SECRET}", Span(source, 0, 1), fix=Fix((Edit(0, 1, SECRET),)), shown=SECRET)
    other_fix = Fix((Edit(0, 1, "c"),), safe=True)
    third = Finding("y", "m", Span(source, 0, 1), fix=other_fix, related=(Related(SECRET, Span(source, 1, 3)),))
    cases = (CaseResult("c", "f", 1, passed=False, problems=(f"+ {SECRET}",)),)
    report = without_secrets(Report((other, third), cases=cases), [secret])
    stars = "*" * len(SECRET)
    assert [one.span and one.span.source.text for one in report.findings] == [f"a {stars} b {stars}\nab"] * 2
    assert [one.fix for one in report.findings] == [None, other_fix]
    assert SECRET not in repr(report)


def test_a_short_secret_is_hidden_in_its_place_alone() -> None:
    source = Source("ab ab", "m")
    secret = Finding("secret-in-template", "m", Span(source, 0, 2))
    [shown] = without_secrets(Report((secret,)), [secret]).findings
    assert shown.span
    assert shown.span.source.text == "** ab"


def test_an_excerpt_ends_with_no_part_of_a_secret() -> None:
    source = Source(SECRET, "m")
    secret = Finding("secret-in-template", "m", Span(source, 0, len(SECRET)), shown=f'"{SECRET[:6]}… …{SECRET[-5:]}"')
    [shown] = without_secrets(Report((secret,)), [secret]).findings
    assert shown.shown == '"******… …*****"'

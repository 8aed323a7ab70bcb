"""The benchmark compares like with like. Nothing here looks at a speed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest

from braze_liquid_sim.lint.batch import Home, Text, lint_texts
from tests.benchmarks import lint
from tests.benchmarks.__main__ import main
from tests.benchmarks.compare import REASONS, compare
from tests.benchmarks.engines._worker import Engine
from tests.benchmarks.measure import Ratio
from tests.benchmarks.process import ENGINES, PYTHON, Missing, started
from tests.benchmarks.users import json_lines, users
from tests.benchmarks.workload import NAMES, load

NOW = datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC)
USERS = users(200)


def texts(module: str, workload: str) -> list[str]:
    engine: Engine = import_module(f"tests.benchmarks.engines.{module}").engine()
    with engine.frozen(NOW):
        text = engine.parse(load(workload)).text
        return [text(user) for user in USERS]


@pytest.mark.parametrize("workload", NAMES)
@pytest.mark.parametrize("module", [module for module in PYTHON.values() if module != "ours"])
def test_other_engines_write_what_we_write(module: str, workload: str) -> None:
    agreement = compare(texts("ours", workload), texts(module, workload))
    assert agreement.different == 0, agreement.first


@pytest.mark.parametrize("name", [name for name in ENGINES if name not in PYTHON])
def test_engines_in_other_languages_write_what_we_write(name: str, tmp_path: Path) -> None:
    people, templates = tmp_path / "users.jsonl", tmp_path / "templates.json"
    people.write_bytes(b"\n".join(json_lines(USERS)))
    templates.write_text(json.dumps({workload: load(workload).plain for workload in NAMES}), encoding="utf-8")
    try:
        with started(name, people, templates, None) as engine:
            theirs = {workload: engine.outputs(load(workload), NOW.isoformat(), len(USERS)) for workload in NAMES}
            assert engine.rate(load("small"), "parse", 0.0, 1) > 0
    except Missing as missing:
        pytest.skip(f"{name}: {missing}")
    agreements = {workload: compare(texts("ours", workload), theirs[workload]) for workload in NAMES}
    differing = {workload: agreement.first for workload, agreement in agreements.items() if agreement.different}
    assert {workload for workload in differing if (name, workload) not in REASONS} == set(), differing


def test_users_are_distinct_and_always_the_same() -> None:
    lines = json_lines(users(10_000))
    assert len(set(lines)) == 10_000
    assert lines[:200] == json_lines(users(200))
    assert 740 < sum(map(len, lines)) / len(lines) < 800


def test_plain_liquid_has_no_braze_syntax_left() -> None:
    assert [name for name in NAMES if "${" in load(name).plain or "abort_message" in load(name).plain] == []


def test_quotes_spelled_otherwise_are_told_apart_from_differences() -> None:
    assert str(compare(["it&#39;s"], ["it&#x27;s"])) == "equal but for &#x27;"
    assert str(compare(["a\nb", "c"], ["a\nx", "c"])) == "1 of 2 DIFFER"
    assert compare(["a\nb"], ["a\nx"]).first == ("b", "x")


def test_median_and_quartiles() -> None:
    ratio = Ratio((4.0, 1.0, 2.0, 3.0, 5.0), rate=1.0)
    assert (ratio.median, *ratio.quartiles) == (3.0, 2.0, 4.0)


def test_one_command_prints_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    main(
        ["--quick", "--users", "40", "--workloads", "small", "--engines", "ours", "by-hand", "--mode", "render", "line"]
    )
    printed = capsys.readouterr().out
    assert "small, render only\n  python-liquid" in printed
    assert "small, JSON line to bytes" in printed
    assert "DIFFER" not in printed


def test_lint_is_timed_on_templates_that_it_has_nothing_to_say_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = lint.write_workspace(tmp_path, 2)
    home = Home(tmp_path / "templates", NOW.date())
    text = first.read_text(encoding="utf-8")
    assert len(text.splitlines()) == lint.LINES
    assert lint_texts([Text(first.name, "message", text)], home) == {first.name: []}
    assert lint.main(["--templates", "2", "--rounds", "1"]) == 0
    assert capsys.readouterr().out.count(" s\n") == 3

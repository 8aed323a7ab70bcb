"""Generated code that is kept on disk gives what fresh code gives, and nothing is ever taken from a wrong file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import braze_liquid_sim
from braze_liquid_sim import Aborted, Finding, Limits, RenderError, Sent, Source, UsageError, Workspace, compile
from braze_liquid_sim.dialect.parser import ParseResult
from braze_liquid_sim.engine import build, cache
from braze_liquid_sim.engine.compiler import generate
from braze_liquid_sim.engine.program import LOADED
from braze_liquid_sim.engine.unit import Unit
from tests.benchmarks.workload import NAMES, load
from tests.dialect.outcome import DEFAULT, HERE, NOW
from tests.tables import cases

TABLES = sorted(path for path in HERE.rglob("*.yaml") if path.name != "default.yaml")
SHIPPED = Path(__file__).parents[2] / "templates"
GREETING = "Hi {{${first_name} | default: 'you' | url_encode}}, {{ d | date: '%d.%m.' }}{{${last_used_app_date}}}"
MANY = 30


def told(outcome: Any) -> list[Any]:
    """Everything that can be seen of an outcome, with the text at each of its places."""
    seen: list[Any] = [type(outcome), repr(outcome)]
    seen += [getattr(outcome, name, None) for name in ("warnings", "trace", "calls", "extras")]
    places = (*getattr(outcome, "errors", ()), *getattr(outcome, "findings", ()), *getattr(outcome, "warnings", ()))
    for place in (outcome, *places) if isinstance(outcome, Aborted) else places:
        assert isinstance(place, Aborted | RenderError | Finding)
        seen.append(place.span and (place.span.source.name, place.span.line, place.span.text))
    return seen


def forbid_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a template is compiled again. Neither what has syntax errors is kept, nor what a service answers."""

    def refuse(template: ParseResult, *arguments: Any, **options: Any) -> Unit:
        assert template.text.source.name == "text from outside", "a template that was kept is compiled again"
        return generate(template, *arguments, **options)

    monkeypatch.setattr(build, "generate", refuse)


LOOK = cache._look


@pytest.fixture(autouse=True)
def _engine_at_rest(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """These tests may run while somebody works at the engine."""
    monkeypatch.setattr(cache, "_look", lambda: ("engine", 0))
    cache._engine.cache_clear()
    yield
    cache._engine.cache_clear()


def kept(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


@pytest.mark.parametrize("trace", [False, True])
@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_a_table_comes_to_the_same(table: Path, trace: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def outcomes(cache_dir: Path | None) -> Iterator[list[Any]]:
        for case in YAML(typ="safe", pure=True).load(table.read_text(encoding="utf-8")):
            front_matter = case.get("front_matter", "")
            source = Source(front_matter + case["template"], body_start=len(front_matter))
            options = {name: case[name] for name in ("mode", "line_numbers") if name in case}
            options |= {name: value for name, value in case.get("world", {}).items() if name != "preview_types"}
            blocks = case.get("blocks")
            template = compile(source, content_blocks=blocks, trace=trace, cache_dir=cache_dir, **options)
            user, data = case.get("user", DEFAULT["user"]), DEFAULT["data"] | case.get("data", {})
            yield [template.python_source, *told(template.render(user, data=data, now=NOW))]

    fresh = list(outcomes(None))
    assert list(outcomes(tmp_path)) == fresh
    forbid_compiling(monkeypatch)
    assert list(outcomes(tmp_path)) == fresh


def test_the_shipped_templates_come_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.open(SHIPPED)

    def outcomes(cache_dir: Path | None) -> Iterator[list[Any]]:
        for source in workspace.templates.values():
            template = compile(source, content_blocks=workspace.content_blocks, cache_dir=cache_dir)
            yield from (told(template.render(user, now=NOW)) for user in workspace.users.values())
            yield sorted(template._program.fields or {}) if template._program else []

    fresh = list(outcomes(None))
    assert list(outcomes(tmp_path)) == fresh
    forbid_compiling(monkeypatch)
    assert list(outcomes(tmp_path)) == fresh


@pytest.mark.parametrize("name", NAMES)
def test_a_workload_is_kept(name: str, tmp_path: Path) -> None:
    workload = load(name)
    compile(workload.source, content_blocks=workload.content_blocks, cache_dir=tmp_path)
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("case", cases(HERE / "syntax_errors.yaml")[:3])
def test_what_cannot_be_compiled_is_not_kept(case: Any, tmp_path: Path) -> None:
    assert compile(case["template"], cache_dir=tmp_path).failure
    assert kept(tmp_path) == []


def test_nothing_is_kept_unless_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    compile(GREETING).render()
    assert kept(tmp_path) == []


def test_careful_code_is_kept_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, data = "{{ n | plus: 1 | times: 2 }}{{ s | base64_encode }}", {"n": 1, "s": "\ud800"}
    fresh = told(compile(text).render(data=data))
    assert told(compile(text, cache_dir=tmp_path).render(data=data)) == fresh
    assert len(kept(tmp_path)) == 2
    forbid_compiling(monkeypatch)
    assert told(compile(text, cache_dir=tmp_path).render(data=data)) == fresh


def test_a_partial_is_kept_when_it_is_asked_for(tmp_path: Path) -> None:
    template = compile("{% include name %}", content_blocks={"a": "A", "b": "{{ x }"}, cache_dir=tmp_path)
    assert len(kept(tmp_path)) == 1
    assert template.render(data={"name": "a"}) == Sent("A")
    assert len(kept(tmp_path)) == 2
    outcome = template.render(data={"name": "b"})
    assert isinstance(outcome, Sent)
    assert outcome.text.startswith("Liquid syntax error: ")
    assert len(kept(tmp_path)) == 2


def test_everything_that_the_code_depends_on_asks_for_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks: dict[str, str | Source] = {"b": "B"}
    variants: list[tuple[str | Source, dict[str, Any]]] = [
        ("x", {}),
        ("y", {}),
        (Source("x", "other"), {}),
        (Source("x", kind="webhook"), {}),
        (Source("-x", body_start=1), {}),
        ("x", {"content_blocks": blocks}),
        ("x", {"content_blocks": {"b": "C"}}),
        ("x", {"content_blocks": {"c": "B"}}),
        ("x", {"content_blocks": {"b": Source("B")}}),
        ("x", {"mode": "warn"}),
        ("x", {"mode": "strict"}),
        ("x", {"line_numbers": True}),
        ("x", {"trace": True}),
        ("x", {"limits": Limits(steps=5)}),
    ]
    for _ in range(2):
        for source, options in variants:
            compile(source, cache_dir=tmp_path, **options)
    assert len(kept(tmp_path)) == len(variants)
    monkeypatch.setattr(sys, "version", "4.0")
    compile("x", cache_dir=tmp_path)
    assert len(kept(tmp_path)) == len(variants) + 1


@pytest.fixture
def engine_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only file of an engine of its own."""
    file = tmp_path / "package" / "engine" / "emitter.py"
    file.parent.mkdir(parents=True)
    # All that a compilation imports must be there before the package seems to be elsewhere.
    compile(GREETING).render()
    monkeypatch.setattr(braze_liquid_sim, "__path__", [str(tmp_path / "package")])
    monkeypatch.setattr(cache, "_look", LOOK)
    write(file, "pass", 0)
    return file


def write(file: Path, text: str, changed: int) -> None:
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(changed, changed))


def test_another_version_finds_nothing(engine_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cache"
    compile(GREETING, cache_dir=folder)
    cache._engine.cache_clear()
    monkeypatch.setattr(braze_liquid_sim, "__version__", "0.0.1")
    compile(GREETING, cache_dir=folder)
    assert len(kept(folder)) == 2


def test_a_changed_engine_finds_nothing(engine_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    for count, (text, changed) in enumerate([("pass", 1000), ("pass", 2000), ("pass  ", 2000)], 1):
        write(engine_file, text, changed)
        for _ in range(2):
            cache._engine.cache_clear()
            compile(GREETING, cache_dir=folder)
            assert len(kept(folder)) == count


def test_nothing_is_kept_of_an_engine_that_changed_after_it_was_loaded(engine_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    write(engine_file, "pass", LOADED + 1)
    assert compile("a", cache_dir=folder).render() == Sent("a")
    write(engine_file, "pass", LOADED - 1)
    assert compile("b", cache_dir=folder).render() == Sent("b")
    assert kept(folder) == []
    cache._engine.cache_clear()
    assert compile("b", cache_dir=folder).render() == Sent("b")
    assert len(kept(folder)) == 1


def _damaged(content: bytes) -> dict[str, bytes]:
    return {
        "empty": b"",
        "cut off": content[:-1],
        "longer": content + b"\0",
        "one bit": content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
        "no digest": content[32:],
        "foreign": b"#!/bin/sh\n",
    }


@pytest.mark.parametrize("damage", _damaged(b"0" * 40))
def test_a_broken_file_is_written_anew(damage: str, tmp_path: Path) -> None:
    fresh = told(compile(GREETING, cache_dir=tmp_path).render(now=NOW))
    [file] = kept(tmp_path)
    content = file.read_bytes()
    file.write_bytes(_damaged(content)[damage])
    assert told(compile(GREETING, cache_dir=tmp_path).render(now=NOW)) == fresh
    assert kept(tmp_path) == [file]
    assert cache.Cache(tmp_path)._read(file.name) is not None


def test_a_file_under_another_files_name_is_ignored(tmp_path: Path) -> None:
    compile("one", cache_dir=tmp_path)
    [one] = kept(tmp_path)
    compile("two", cache_dir=tmp_path)
    [two] = set(kept(tmp_path)) - {one}
    two.write_bytes(one.read_bytes())
    assert compile("two", cache_dir=tmp_path).render() == Sent("two")


def test_what_cannot_be_written_is_rendered(tmp_path: Path) -> None:
    compile("x", cache_dir=tmp_path)
    [file] = kept(tmp_path)
    file.unlink()
    file.mkdir()
    (file / "in the way").touch()
    assert compile("x", cache_dir=tmp_path).render() == Sent("x")
    assert kept(tmp_path) == [file]


def test_names_of_files_are_hashes(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    blocks: dict[str, str | Source] = {"../../b": "B", "/etc/passwd": "P"}
    source = Source("{% include '../../b' %}{{content_blocks.${/etc/passwd}}}", "../../../x")
    assert compile(source, content_blocks=blocks, cache_dir=folder).render() == Sent("BP")
    assert len(kept(folder)) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", file.name) for file in kept(folder))
    assert kept(tmp_path) == [folder]


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such permissions")
def test_only_the_owner_looks_into_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "cache"
    compile("x", cache_dir=folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [file.stat().st_mode & 0o777 for file in kept(folder)] == [0o600]


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such permissions")
def test_a_folder_that_others_write_to_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(UsageError, match="others can write there"):
        compile("x", cache_dir=tmp_path)
    tmp_path.chmod(0o700)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(UsageError, match="cannot be in"):
        compile("x", cache_dir=file)


def _process(script: str, folder: Path) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


SECOND = f"""
import sys
from braze_liquid_sim import compile
print(compile({GREETING!r}, cache_dir=sys.argv[1]).render({{"first_name": "A B"}}).text)
print(*sorted(name for name in sys.modules if name.startswith("braze_liquid_sim.")))
"""


def test_a_second_process_loads_neither_parser_nor_compiler(tmp_path: Path) -> None:
    for _ in range(2):
        output, errors = _process(SECOND, tmp_path).communicate()
        assert errors == ""
        text, modules = output.splitlines()
        assert text == "Hi A+B, "
    loaded = set(modules.removeprefix("braze_liquid_sim.").split(" braze_liquid_sim."))
    unneeded = ("dialect.tags", "dialect.parser", "dialect.lexer", "dialect.expressions", "dialect.syntax")
    assert loaded.isdisjoint(unneeded)
    assert loaded.isdisjoint(("engine.build", "engine.compiler", "engine.emitter", "engine.unit", "engine.intrinsics"))
    assert loaded.isdisjoint(("dialect.filters.math", "dialect.filters.money", "dialect.filters.json"))


BOTH = f"""
import sys
from braze_liquid_sim import compile
for number in range({MANY}):
    template = compile("{{{{ x }}}}%d" % number, cache_dir=sys.argv[1])
    assert template.render(data={{"x": "y"}}).text == "y%d" % number
"""


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    processes = [_process(BOTH, tmp_path) for _ in range(2)]
    assert [process.communicate() for process in processes] == [("", ""), ("", "")]
    assert len(kept(tmp_path)) == MANY
    folder = cache.Cache(tmp_path)
    assert all(folder._read(file.name) for file in kept(tmp_path))

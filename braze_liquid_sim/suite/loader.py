"""Test files into cases.

A file is one case, or has ``cases`` and, beside them, what they share: ``template`` (or ``source``), ``given``,
``expect``. A case's own values go first. Without either, the template has the file's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Source
from braze_liquid_sim.suite.case import OPTIONS, Case, Given
from braze_liquid_sim.suite.expectations import expectations
from braze_liquid_sim.workspace.data import parse_yaml
from braze_liquid_sim.workspace.names import suggestion
from braze_liquid_sim.workspace.places import item_lines
from braze_liquid_sim.workspace.reading import read_text
from braze_liquid_sim.workspace.sources import source_of

SUFFIX = ".test.yaml"

_SHARED = ("template", "source", "kind", "given", "expect")
_FILE = ("version", "description", "name", *_SHARED, "cases")
_CASE = ("name", "description", *_SHARED)
_GIVEN = (*(name for name in Given.__dataclass_fields__ if name != "options"), *OPTIONS)
_FORMS: dict[str, tuple[type, ...]] = {"user": (str, dict), "set": (dict,), "event": (dict,), "data": (dict,)}
_WORDS = {str: "text", dict: "an object", list: "a list", int: "a number"}
_EXPECT_ALWAYS = ("golden",)


def load(path: Path) -> list[Case]:
    """The cases of one file.

    Raises:
        UsageError: it is not YAML, or holds a name that does not belong there.
    """
    name = path.as_posix()
    text = read_text(path, name)
    document = parse_yaml(text, name)
    _object(document, name, "a test file", _FILE)
    if "cases" not in document:
        return [_case(document, {}, path, 1)]
    items = document["cases"]
    if not isinstance(items, list) or not items:
        raise UsageError(f"{name}: cases is no list of cases", help="Write '- name: …' below it.")
    lines = item_lines(text, "cases") or [1] * len(items)
    cases = [_case(item, document, path, line) for item, line in zip(items, lines, strict=True)]
    seen: set[str] = set()
    for case in cases:
        if case.name in seen:
            raise UsageError(
                f"{name}:{case.line}: the name {case.name!r} stands twice", help="Rename one of the cases."
            )
        seen.add(case.name)
    return cases


def _case(item: Any, shared: Mapping[str, Any], path: Path, line: int) -> Case:
    where = f"{path.as_posix()}:{line}"
    _object(item, where, "a case", _CASE if shared else _FILE)
    stem = path.name.removesuffix(SUFFIX)
    given = {**_part("given", _GIVEN, shared, where), **_part("given", _GIVEN, item, where)}
    names = (*expectations(), *_EXPECT_ALWAYS)
    expect = {**_part("expect", names, shared, where), **_part("expect", names, item, where)}
    for name, form in _FORMS.items():
        _typed(given.get(name), form, f"{where}: given.{name}")
    for name, expected in expect.items():
        _typed(expected, expectations()[name].form if name in expectations() else (), f"{where}: expect.{name}")
    for name in ("now", "faults"):
        if given.get(name) is not None:
            given[name] = str(given[name])
    options = {name: given.pop(name) for name in OPTIONS if name in given}
    home = item if "template" in item or "source" in item else shared
    source = _source(home, item.get("kind", shared.get("kind", "message")), f"{path.as_posix()} (source)")
    template = "" if source else str(home.get("template", stem))
    name = str(item.get("name", stem))
    return Case(name, Given(**given, options=options), expect, path, line, template, source)


def _source(home: Mapping[str, Any], kind: str, name: str) -> Source | None:
    return source_of(str(home["source"]), name, kind) if "source" in home else None


def _part(name: str, known: tuple[str, ...], holder: Mapping[str, Any], where: str) -> dict[str, Any]:
    part = holder.get(name)
    if part is None:
        return {}
    _object(part, where, name, known)
    return dict(part)


def _typed(value: Any, form: tuple[type, ...], name: str) -> None:
    if value is not None and form and (not isinstance(value, form) or isinstance(value, bool)):
        words = " or ".join(_WORDS[one] for one in form)
        raise UsageError(f"{name} is {value!r:.60}, not {words}", help="See the table in the README.")


def _object(value: Any, where: str, what: str, known: tuple[str, ...]) -> None:
    if not isinstance(value, dict):
        raise UsageError(f"{where}: {what} is no object", help=f"Write lines with {', '.join(known)}.")
    for key in value:
        if key not in known:
            raise UsageError(f"{where}: {what} has no {key!r}", help=suggestion(key, known))

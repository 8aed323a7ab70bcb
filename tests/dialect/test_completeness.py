"""Every tag, attribute and namespace says what it is and how it is known, and every tag has cases."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any, get_args

import pytest

from braze_liquid_sim.dialect.filters._registry import Fidelity
from braze_liquid_sim.dialect.names import (
    ATTRIBUTES,
    CHANNELS,
    NAMESPACES,
    PLAIN,
    TYPES,
    Attribute,
    Namespace,
    attribute,
)
from braze_liquid_sim.dialect.syntax import Node
from braze_liquid_sim.dialect.tags import TagModule, tags, tags_by_node
from tests.dialect.outcome import HERE
from tests.tables import cases

TAGS = [pytest.param(name, module, id=name) for name, module in tags().items()]
NAMES = [pytest.param(entry, id=name) for name, entry in {**ATTRIBUTES, **NAMESPACES, **PLAIN}.items()]
LEAST = 3


def file_of(module: TagModule) -> Path:
    """The cases of a tag: its file is called as the tag's own."""
    stem = Path(str(inspect.getsourcefile(module))).stem.rstrip("_")  # type: ignore[arg-type]
    return HERE / "tags" / f"{stem}.yaml"


@pytest.mark.parametrize(("name", "module"), TAGS)
def test_a_tag_says_what_it_does_and_how_we_know(name: str, module: Any) -> None:
    assert name == module.NAME
    assert module.FIDELITY in get_args(Fidelity)
    assert module.SOURCE
    [first, *_] = module.__doc__.splitlines()
    assert first.startswith(f"``{{% {name}")
    assert module.parse.__doc__
    assert module.emit.__doc__


@pytest.mark.parametrize(("name", "module"), TAGS)
def test_a_tag_names_its_node(name: str, module: Any) -> None:
    own = {one for one in vars(module).values() if inspect.isclass(one) and one.__module__ == module.__name__}
    assert {one for one in own if issubclass(one, Node)} == ({module.NODE} if module.NODE else set())
    assert not module.NODE or tags_by_node()[module.NODE] is module


@pytest.mark.parametrize(("name", "module"), TAGS)
def test_a_tag_has_cases(name: str, module: TagModule) -> None:
    assert len(cases(file_of(module))) >= LEAST


def test_no_cases_are_left_behind() -> None:
    assert {path for path in (HERE / "tags").iterdir() if path.is_file()} == {file_of(tag) for tag in tags().values()}


@pytest.mark.parametrize("entry", NAMES)
def test_a_name_says_how_we_know_it(entry: Attribute | Namespace) -> None:
    assert entry.fidelity in get_args(Fidelity)
    assert entry.source.startswith("Braze: ")
    assert entry.keys
    assert entry.type in TYPES
    assert set(entry.channels) <= set(CHANNELS)


@pytest.mark.parametrize("space", [pytest.param(space, id=name) for name, space in NAMESPACES.items()])
def test_the_names_of_a_namespace_say_their_types_and_channels(space: Namespace) -> None:
    for member in space.members.values():
        assert member.type in TYPES
        assert set(member.channels) <= set(space.channels or CHANNELS)


def test_a_name_that_braze_does_not_list_is_assumed() -> None:
    assert attribute("nickname").keys == ("nickname",)
    assert attribute("nickname").fidelity == "assumed"


@pytest.mark.parametrize("names", [ATTRIBUTES, NAMESPACES])
def test_each_name_has_cases(names: dict[str, Any]) -> None:
    table = (HERE / "users.yaml").read_text(encoding="utf-8")
    braced = "${{{}}}" if names is ATTRIBUTES else "{}.${{"
    assert [name for name in names if braced.format(name) not in table] == []

"""What holds of the graph of any blocks that call each other."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim.cli.graph_formats import write
from braze_liquid_sim.graph import Graph, graph_of
from braze_liquid_sim.model import Source

NAMES = st.sampled_from("abcde")
CALLS = st.dictionaries(NAMES, st.lists(NAMES, max_size=4))
ANY_NAME = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}$"), min_size=1, max_size=12)

_LINE = re.compile(
    r'flowchart LR|    (t\d+(\["[^"]*"\]|\[\["[^"]*"\]\])(:::\w+)?|t\d+ (-->|-\.->)\|"[\d, ]+"\| t\d+|classDef .*)'
)


def blocks(calls: dict[str, list[str]]) -> Graph:
    sources = {
        name: Source(
            "".join(f"{{{{content_blocks.${{{one}}}}}}}\n" for one in called), f"{name}.liquid", "content_block"
        )
        for name, called in calls.items()
    }
    return graph_of(sources)


def reached(calls: dict[str, list[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for name in calls.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


@given(CALLS)
def test_cycles_orphans_and_unknown_blocks(calls: dict[str, list[str]]) -> None:
    graph = blocks(calls)
    assert {name for cycle in graph.cycles for name in cycle} == {
        name for name in calls if name in reached(calls, name)
    }
    for cycle in graph.cycles:
        assert all(after in calls[name] for name, after in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
    called_by_others = {one for name, called in calls.items() for one in called if one != name}
    assert set(graph.orphans) == set(calls) - called_by_others
    assert set(graph.unknown) == {one for called in calls.values() for one in called} - set(calls)


@given(CALLS, NAMES)
def test_a_part_tells_the_same_of_its_blocks(calls: dict[str, list[str]], name: str) -> None:
    graph = blocks(calls)
    part = graph.around([name])
    assert set(part.orphans) <= set(graph.orphans)
    assert set(part.cycles) <= set(graph.cycles)
    assert set(part.unknown) <= set(graph.unknown)
    assert name not in calls or set(part.templates) >= {name} | reached(calls, name) & set(calls)


@given(CALLS)
def test_the_order_of_the_files_does_not_matter(calls: dict[str, list[str]]) -> None:
    backwards = dict(reversed(calls.items()))
    for name in ("text", "json", "mermaid"):
        assert write(blocks(calls), name) == write(blocks(backwards), name)


@given(st.lists(ANY_NAME, unique=True, max_size=3), ANY_NAME)
def test_mermaid_holds_nothing_but_what_it_should(names: list[str], other: str) -> None:
    chart = write(blocks({name: [*names, other] for name in names}), "mermaid")
    assert [line for line in chart.removesuffix("\n").split("\n") if not _LINE.fullmatch(line)] == []


@given(st.lists(ANY_NAME, unique=True, max_size=3), ANY_NAME)
def test_no_name_steers_the_terminal(names: list[str], other: str) -> None:
    text = write(blocks({name: [*names, other] for name in names}), "text")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)

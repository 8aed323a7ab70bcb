"""The calls of every template with their lines, and below them what is wrong with any."""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.graph import Call, Graph
from braze_liquid_sim.report.drawing import clean


def write(graph: Graph) -> str:
    """Lines for people."""
    return "".join(f"{clean(line)}\n" for line in (*_calls(graph), *_remarks(graph)))


def _calls(graph: Graph) -> Iterator[str]:
    for name, calls in graph.calls_by_caller.items():
        yield graph.templates[name].name
        room = max(len(str(call.span.line)) for call in calls)
        yield from (f"  {call.span.line:>{room}}: {call.block}{_field(call)}" for call in calls)
        yield ""
    others, blocks = len(graph.templates) - len(graph.blocks), len(graph.blocks)
    counts = (others, "message or webhook"), (blocks, "content block"), (len(graph.calls), "call")
    yield ", ".join(_number(count, word) for count, word in counts)


def _field(call: Call) -> str:
    return "" if call.field == "body" else f" ({call.field})"


def _remarks(graph: Graph) -> Iterator[str]:
    for name in graph.orphans:
        yield f"orphan: nobody calls {name} ({graph.templates[name].name})"
    for name, calls in graph.unknown.items():
        near = graph.meant(name)
        yield f"unknown: no content block {name}, called at {_places(calls)}{_meant(near)}"
    for cycle in graph.cycles:
        yield f"cycle: {' → '.join([*cycle, cycle[0]])}"
    for deep in graph.too_deep:
        yield f"too deep: {' → '.join(deep.way)}: {deep.way[-1]} prints nothing at {_places([deep.call])}"


def _places(calls: list[Call]) -> str:
    return ", ".join(f"{call.span.source.name}:{call.span.line}" for call in calls)


def _meant(near: list[str]) -> str:
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _number(count: int, word: str) -> str:
    words = word if count == 1 else word.replace(" or ", "s and ") + "s"
    return f"{count:,} {words}"

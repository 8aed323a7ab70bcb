"""A flowchart in the language of Mermaid, which GitHub and GitLab draw inside Markdown.

Templates are boxes, blocks have double sides, arrows carry the lines of the calls. What nobody calls is dotted, what
does not exist is dashed, and so is an arrow to what prints nothing. A message without a call is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.graph import Call, Graph

_STYLES = (
    "classDef orphan stroke-dasharray: 1 3",
    "classDef unknown stroke-dasharray: 6 3",
)
_PLAIN = frozenset(" _-./")


def write(graph: Graph) -> str:
    """The chart, without the fence of a code block."""
    # A name may be a word of Mermaid's own, such as `end`, so that nodes go by numbers.
    shown = [name for name in graph.templates if name in graph.calls_by_caller or name in graph.blocks]
    ids = {name: f"t{number}" for number, name in enumerate((*shown, *graph.unknown), 1)}
    lines = ["flowchart LR", *(f"    {line}" for line in (*_nodes(graph, ids), *_arrows(graph, ids)))]
    return "\n".join(lines) + "\n"


def _nodes(graph: Graph, ids: dict[str, str]) -> Iterator[str]:
    blocks, orphans = set(graph.blocks), set(graph.orphans)
    for name, number in ids.items():
        if name in graph.unknown:
            yield f'{number}[["{_escaped(name)}?"]]:::unknown'
        elif name in blocks:
            yield f'{number}[["{_escaped(name)}"]]' + (":::orphan" if name in orphans else "")
        else:
            yield f'{number}["{_escaped(name)}"]'


def _arrows(graph: Graph, ids: dict[str, str]) -> Iterator[str]:
    dropped = {(deep.call.caller, deep.call.block) for deep in graph.too_deep}
    lines: dict[tuple[str, str], list[Call]] = {}
    for call in graph.calls:
        lines.setdefault((call.caller, call.block), []).append(call)
    for (caller, block), calls in lines.items():
        numbers = ", ".join(dict.fromkeys(str(call.span.line) for call in calls))
        arrow = "-.->" if (caller, block) in dropped or block in graph.unknown else "-->"
        yield f'{ids[caller]} {arrow}|"{numbers}"| {ids[block]}'
    yield from _STYLES


def _escaped(text: str) -> str:
    """The text for a label in quotes: whatever could mean something there stands as the number of its character."""
    return "".join(char if char.isalnum() or char in _PLAIN else f"#{ord(char)};" for char in text)

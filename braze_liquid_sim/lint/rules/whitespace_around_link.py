"""White space is printed round a link, or round the value of a header.

The line breaks between tags are printed too. In an SMS or a push they are blank lines, in a JSON string they make it
invalid, in a URL field or an ``href`` some clients do not find the link behind them. A dash inside the braces takes the
white space away: ``{%- assign … -%}``; so does ``strip``.

Example:
    <a href="
      https://example.com/">Shop</a>

Instead:
    <a href="https://example.com/">Shop</a>

Source: Shopify: whitespace control; measured with PassKit's block: eight line breaks before the link
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Filtered, Output, Path
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.escaping import escaped_by
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.places import Stream
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Edit, Severity

TOPIC = "url"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_ATTRIBUTE = re.compile(
    r"""<[a-z][^<>{}]*?\b(?:href|src|action)\s*=\s*(["'])(\s+)(?=[^\s"']|\Z)""",
    re.IGNORECASE,
)
_LINK = re.compile(rf"(?:https?://|{GAP}\?[\w.-]+=)\S*")
_NAMED = re.compile(r"url|link|href", re.IGNORECASE)
_DASHES = "Put dashes inside the braces of the tags round it: {%- … -%}."


def find(field: Field) -> Iterator[Found]:
    """URL fields and blocks, attributes, and variables that are printed where a link begins."""
    yield from _in_attributes(field)
    if field.name == "url" or field.name.startswith("headers.") or field.file.is_block:
        yield from _round_all(field)
    for stream in field.places.streams:
        for output in stream.outputs:
            yield from _printed(field, output)


def _in_attributes(field: Field) -> Iterator[Found]:
    for node in field.texts:
        for match in _ATTRIBUTE.finditer(field.text, node.start, node.end):
            edits = field.edit(*match.span(2), "")
            yield field.found(match.span(2), "white space stands before the link", "Take it away.", edits=edits)


def _round_all(field: Field) -> Iterator[Found]:
    stream = field.places.streams[0]
    if not _is_link(field, stream):
        return
    shape = stream.shape
    inside = shape.strip()
    first = shape.find(inside)
    last = first + len(inside)
    behind = shape[last:].removesuffix("\n").removesuffix("\r") if field.file.is_block else shape[last:]
    at = stream.offset(0) if first else stream.offset(last) if behind else None
    if at is not None:
        count = first or len(behind)
        much = "1 character of white space is" if count == 1 else f"{count} characters of white space are"
        what = "value" if field.name.startswith("headers.") else "link"
        message = f"{much} printed {'before' if first else 'behind'} the {what}"
        yield field.found((at, at + 1), message, _DASHES, edits=_dashed(field, stream, first, last))


def _dashed(field: Field, stream: Stream, first: int, last: int) -> tuple[Edit, ...]:
    """Dashes in the tags before all white space round the link; none where a tag is missing before one."""
    edits: list[Edit] = []
    places = {stream.offset(at) for at in (*range(first), *range(last, len(stream.shape)))}
    for blank in re.finditer(r"\s+", field.text):
        if blank.start() not in places:
            continue
        dash = _dash(field, blank.start(), blank.end())
        if not dash:
            return ()
        edits += dash
    return tuple(edits)


def _dash(field: Field, start: int, end: int) -> tuple[Edit, ...]:
    """One dash, at the end of the tag before a stretch of white space or at the start of the one behind it."""
    text = field.text
    if text.endswith(("%}", "}}"), 0, start) and not text.endswith("-", 0, start - 2):
        return field.edit(start - 2, start - 2, "-")
    if text.startswith(("{%", "{{"), end) and not text.startswith("-", end + 2):
        return field.edit(end + 2, end + 2, "-")
    return ()


def _is_link(field: Field, stream: Stream) -> bool:
    """Whether a link is all that is printed; in a header any value will do."""
    inside = stream.shape.strip()
    if field.name.startswith("headers."):
        return bool(inside)
    if not inside or any(char.isspace() for char in inside):
        return False
    if field.name == "url" or _LINK.fullmatch(inside):
        return True
    names = [output.expression.root for output in stream.outputs if isinstance(output.expression, Path)]
    return inside == GAP and any(_NAMED.search(str(name)) for name in (field.source.name, *names))


def _printed(field: Field, output: Output) -> Iterator[Found]:
    """A variable or a block with white space round a link, in an attribute, a URL or a JSON string."""
    if not _matters(field, output):
        return
    expression = output.expression
    path = expression.value if isinstance(expression, Filtered) else expression
    block = next((call for call in field.flow.calls if call.path is path), None)
    if block and block.file and not isinstance(expression, Filtered):
        inner = block.file.fields["body"]
        if any(_round_all(inner)):
            message = f"the block {block.name} prints white space round its link"
            yield field.found(output, message, "Capture it and print it with strip, or mend the block.")
        return
    shape = field.flow.value(output).shape
    if shape != shape.strip() and _LINK.fullmatch(shape.strip()):
        edits = escaped_by(field, output, "strip")
        yield field.found(output, "white space is printed round the link", "Go on with | strip.", edits=edits)


def _matters(field: Field, output: Output) -> bool:
    """Whether it is printed where white space does harm."""
    place = field.places.of(output)
    if place.json == "string" or place.attribute in ("href", "src", "action") or field.name == "url":
        return True
    return isinstance(place.stream, ConnectedContent) and place.url == "start"

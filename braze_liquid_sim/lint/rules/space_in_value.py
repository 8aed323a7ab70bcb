"""A blank stands at the edge of a value that has to be exact.

An id with a blank before it passes every check of its type and is found nowhere; a comparison with ``'gold '`` never
comes true; a header's value loses it on the way. It comes with copying and cannot be seen.

Example:
    {"campaignId": " 2xa1lRy8dBz4eEElBfmIz8"}

Instead:
    {"campaignId": "2xa1lRy8dBz4eEElBfmIz8"}

Source: PassKit's partner page has an id of 23 characters, the first of them a blank
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Comparison, Expression, Filtered, Literal
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.case import Case
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.places import Stream
from braze_liquid_sim.model import Edit, Severity

TOPIC = "json"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_MEMBER = re.compile(r'"([^"\\\n]{1,80})"\s*:\s*"([^"\\\n]*)"')
_EXACT = re.compile(
    r"(?:.*[_.-])?(?:id|ids|key|token|url|code|status|date)|.*[a-z0-9](?:Ids?|IDs?|Key|Token|Url|URL|Code|Status|Date)",
    re.DOTALL,
)
"""The last word of names whose values are no texts for people."""
_TOKEN = re.compile(r"(?=[^\s]*\d)[A-Za-z0-9_-]{8,}|\d{4}-\d\d-\d\dT[\d:.]+Z?|https?://\S+", re.ASCII)


def find(field: Field) -> Iterator[Found]:
    """Such blanks in JSON strings, ids that are assigned, comparisons and headers."""
    if '"' in field.text and ":" in field.text:
        yield from _in_json(field)
    yield from _in_literals(field)
    yield from _whole(field)


def _in_json(field: Field) -> Iterator[Found]:
    for stream in field.places.streams:
        if not stream.is_json:
            continue
        for found in _MEMBER.finditer(stream.shape):
            name, value = found.groups()
            if value.strip() != value and value.strip() and _is_exact(name, value.strip()):
                yield from _member(field, stream, name, found.span(2), value)


def _member(field: Field, stream: Stream, name: str, place: tuple[int, int], value: str) -> Iterator[Found]:
    """The value as a whole, or the blanks alone where the rest of it is not written there."""
    start, end = place
    first, last = stream.offset(start), stream.offset(end - 1)
    if first is not None and last is not None:
        yield _found(field, first, last + 1, name)
    elif first is not None and value[0].isspace():
        yield _found(field, first, first + len(value) - len(value.lstrip()), name)
    elif last is not None and value[-1].isspace():
        yield _found(field, last + 1 - len(value) + len(value.rstrip()), last + 1, name)


def _whole(field: Field) -> Iterator[Found]:
    """A header, or one of the pairs of a webhook's body."""
    kind, _, name = field.name.partition(".")
    text = field.text.strip()
    if name and text and text != field.text and (kind == "headers" or _is_exact(name, text)):
        yield _found(field, 0, len(field.text), f"the header {name}" if kind == "headers" else name)


def _is_exact(name: str, value: str) -> bool:
    """Whether a value is no text for people, by its name or by its form."""
    if _TOKEN.fullmatch(value):
        return True
    return _EXACT.fullmatch(name) is not None and not re.search(r"\s", value)


def _in_literals(field: Field) -> Iterator[Found]:
    for comparison in field.all(Comparison):
        if comparison.operator in ("==", "!=", "<>"):
            for side in (comparison.left, comparison.right):
                yield from _literal(field, side, "a text that is compared", exact=True)
    for case in field.all(Case):
        for value, _ in case.branches:
            yield from _literal(field, value, "a text that is compared", exact=True)
    for assign in field.all(Assign):
        value = assign.value
        if not isinstance(value, Filtered):
            yield from _literal(field, value, assign.name, exact=False)


def _literal(field: Field, value: Expression | None, what: str, *, exact: bool) -> Iterator[Found]:
    if isinstance(value, Literal) and isinstance(value.value, str):
        text = value.value.strip()
        if text and text != value.value and (exact or _is_exact(what, text)):
            yield _found(field, value.start + 1, value.end - 1, what)


def _found(field: Field, start: int, end: int, what: str) -> Found:
    written = field.written(start, end)
    if not written.strip():
        message = f"there is a blank at the edge of {what}"
    else:
        side = "begins" if written[:1].isspace() else "ends"
        shown = written if len(written) <= 40 else f"{written[:40]}…"
        message = f"{what} {side} with a blank: '{shown}'"
    return field.found((start, end), message, "Take it out.", edits=_without_blanks(field, start, end))


def _without_blanks(field: Field, start: int, end: int) -> tuple[Edit, ...]:
    """The blanks alone: what stands between them may be filled in, and differ from the file."""
    written = field.written(start, end)
    first = end - len(written.lstrip())
    last = max(start + len(written.rstrip()), first)
    before = field.edit(start, first, "") if first > start else ()
    return before + field.edit(last, end, "") if end > last else before

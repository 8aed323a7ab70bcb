"""A name is read that a namespace of Braze's, a loop or a list does not have.

``campaign``, ``canvas``, ``card``, ``app`` and the devices hold the names that Braze lists, and no others: a misspelt
one is empty in every message. A loop knows ``forloop.index``, not ``forloop.counter``; a list has a ``size``, no
``length``; the status of a call is its ``__http_status_code__``.

Example:
    {{ campaign.${nmae} }}

Instead:
    {{ campaign.${name} }}

Source: Braze: supported personalization tags, SMS keyword responses, WhatsApp user messages; Liquid: forloop, size
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import NAMESPACES
from braze_liquid_sim.dialect.syntax import Comparison, Literal, Path
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.nearby import near
from braze_liquid_sim.lint.facts.told import is_told
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "names"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_ID = re.compile(r"[0-9a-f]{6,}-|\d", re.IGNORECASE)
_OF_LOOPS = ("index", "index0", "rindex", "rindex0", "first", "last", "length", "name", "parentloop")
_MEANT_OF_LOOPS = {"counter": "index", "counter0": "index0", "revcounter": "rindex", "revcounter0": "rindex0",
                   "i": "index", "position": "index", "number": "index", "count": "length", "size": "length",
                   "isfirst": "first", "islast": "last"}  # fmt: skip
"""What the loops of other languages call it, by the name without underscores and capitals."""
_FORMER = ("windows_ad_id",)
"""What older pages of Braze's list."""
_STATUS = "__http_status_code__"
_MEANT_AS_STATUS = re.compile(r"_+(?:http_?)?status(?:_?code)?_*|http_?status(?:_?code)?_*|status(?:_?code)?__")
_MEASURES = re.compile(r"\b(?:width|height|depth|duration|minutes)\b")
"""Words of things that have a length."""
_BRACED = re.compile(r"\$\{[^{}\n]*\}?")


def find(field: Field) -> Iterator[Found]:
    """Every member that is not on the list of its namespace, of a loop or an answer; every length that is compared."""
    for path in field.paths:
        space = NAMESPACES.get(path.root) if isinstance(path.root, str) else None
        if space and space.members and path.segments and path.segments[0].braced:
            yield from _of_namespace(field, path, space.members)
        elif path.root == "forloop" and path.segments:
            yield from _of_loop(field, path)
        elif path.segments and path.segments[-1].key == "length":
            yield from _of_list(field, path)
        elif path.segments and "status" in str(path.segments[-1].key):
            yield from _of_answer(field, path)


def _of_namespace(field: Field, path: Path, members: Collection[str]) -> Iterator[Found]:
    """Ids of subscription groups are the author's own."""
    key = path.segments[0].key
    if not isinstance(key, str) or not key or key in members or key.partition(".")[0] in members:
        return
    if path.root == "subscribed_state" and (_ID.search(key) or not near(key, members)):
        return
    meant = near(key, members)
    written = _BRACED.search(field.text, path.start)
    place = written.span() if written else (path.start, path.end)
    edits = field.edit(*place, f"${{{meant}}}") if meant else ()
    help = f"Did you mean ${{{meant}}}?" if meant else f"It has {', '.join(sorted(members))}."
    severity = Severity.WARNING if key in _FORMER else None
    yield field.found(place, f"{path.root} has no ${{{key}}}", help, edits=edits, severity=severity)


def _of_loop(field: Field, path: Path) -> Iterator[Found]:
    key = next((one.key for one in path.segments if one.key != "parentloop"), None)
    if not isinstance(key, str) or key in _OF_LOOPS or is_told(field, path.start, path.end):
        return
    meant = near(key, _OF_LOOPS, _MEANT_OF_LOOPS)
    at = field.text.find(key, path.start, path.end)
    edits = field.edit(at, at + len(key), meant) if meant and at >= 0 else ()
    help = f"Did you mean {meant}?" if meant else f"It has {', '.join(_OF_LOOPS)}."
    yield field.found(path, f"forloop has no {key}: it is nothing in every turn", help, edits=edits)


def _of_list(field: Field, path: Path) -> Iterator[Found]:
    """Where it is compared with so few that items are counted; a film or a parcel may have a length."""
    asked = field.parent(path)
    other = (asked.right if asked.left is path else asked.left) if isinstance(asked, Comparison) else None
    few = isinstance(other, Literal) and type(other.value) is int and 0 <= other.value <= 3
    if few and not path.segments[-1].braced and not _MEASURES.search(field.text):
        edits = field.edit(path.end - len("length"), path.end, "size")
        message = f"{field.written(path.start, path.end)} is nothing: lists and texts have a size, no length"
        if edits and field.text.endswith(".length", path.start, path.end):
            yield field.found(path, message, "Write size.", edits=edits, severity=Severity.WARNING)


def _of_answer(field: Field, path: Path) -> Iterator[Found]:
    """What is meant to be the status of a call."""
    key = str(path.segments[-1].key)
    answers = {call.name for call in field.all(ConnectedContent)}
    if key != _STATUS and path.root in answers and len(path.segments) == 1 and _MEANT_AS_STATUS.fullmatch(key):
        edits = field.edit(path.end - len(key), path.end, _STATUS) if field.text.endswith(key, 0, path.end) else ()
        message = f"{path.root} has no {key}: its status is {_STATUS}"
        severity = None if key.startswith("_") else Severity.WARNING
        yield field.found(path, message, f"Write {path.root}.{_STATUS}.", edits=edits, severity=severity)

"""The body of a PassKit call beside the message that it has to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Expression, Filtered, Literal, Output, Path
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.lint.facts.documents import Json, Member
from braze_liquid_sim.lint.meaning.places import Stream
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.passkit import messages

if TYPE_CHECKING:
    from braze_liquid_sim.lint.field import Field

_SAMPLE = datetime(2031, 11, 25, 22, 33, 44)  # noqa: DTZ001 - stands for any time


@dataclass(frozen=True, slots=True)
class Typed:
    """A member of a body, and what the message says of it."""

    path: str
    """The keys that lead to it, with dots between."""
    member: Member
    type: str
    """Empty where the message has no such field."""
    message: str


def typed(json: Json, message: str, before: str = "") -> Iterator[Typed]:
    """Every member of a body, and of the messages in it."""
    known = messages.fields_of(message)
    if not known:
        return
    for member in json.members:
        type = known.get(member.key, "")
        path = f"{before}{member.key}"
        yield Typed(path, member, type, message)
        inner = messages.element(type) or type
        for value in (member.value, *member.value.items):
            if messages.is_message(inner) and not type.startswith("map<"):
                yield from typed(value, inner, f"{path}.")


def advice(fault: str) -> str:
    """What to do about a value of which it is said what it has to be."""
    words = fault.rpartition("it has to be ")[2].partition(", not ")[0]
    if words == fault:
        return f"Correct it: {fault}."
    return f"Write it {words}." if words.startswith("like ") else f"Write {words}."


def outputs_of(field: Field, stream: Stream, key: str) -> list[Output]:
    """The outputs in the value of a key."""
    return [output for output in stream.outputs if field.places.of(output).key == key]


def is_of_braze(field: Field, stream: Stream, key: str) -> bool:
    """Whether a gender is written as Braze has it, which PassKit does not know."""
    outputs = outputs_of(field, stream, key)
    return {origin.name for output in outputs for origin in field.flow.value(output).origins} == {"${gender}"}


def is_number(field: Field, stream: Stream, key: str) -> bool:
    """Whether the value of a key is a number that is worked out, such as the seconds of a date."""
    outputs = outputs_of(field, stream, key)
    return len(outputs) == 1 and field.flow.value(outputs[0]).kind == "number"


def sampled(field: Field, stream: Stream, member: Member) -> str | None:
    """A text like those that a value will be: itself, or with a sample for a date of known form; None for any other."""
    text = member.value.text
    if GAP not in text:
        return text
    outputs = outputs_of(field, stream, member.key)
    if text.count(GAP) != 1 or len(outputs) != 1:
        return None
    sample = _sample(_layout(field, outputs[0].expression))
    return text.replace(GAP, sample) if sample else None


def _layout(field: Field, expression: Expression) -> str:
    """The form that a date is written in; empty where it is no date, or none of a known form."""
    if isinstance(expression, Path) and isinstance(expression.root, str) and not expression.segments:
        writes = [write.node for write in field.flow.writes if write.name == expression.root]
        node = writes[0] if len(writes) == 1 else None
        return _layout(field, node.value) if isinstance(node, Assign) else ""
    if not isinstance(expression, Filtered) or not expression.filters:
        return ""
    last = expression.filters[-1]
    layout = last.arguments[0] if last.name == "date" and last.arguments else None
    return layout.value if isinstance(layout, Literal) and isinstance(layout.value, str) else ""


_PARTS = {"F": "%Y-%m-%d", "T": "%H:%M:%S", "R": "%H:%M", "z": "+0900", "e": "25", "Z": "UTC", "s": "1953412424"}


def _sample(layout: str) -> str:
    """A date in that form; empty where a part of it is not known here."""
    text = layout.replace("%:z", "+09:00").replace("%-", "%")
    for letter, part in _PARTS.items():
        text = text.replace(f"%{letter}", part)
    known = all(part[:1] in "YmdHMSByjAaIpl" for part in text.split("%")[1:])
    return _SAMPLE.strftime(text) if known and "%" in layout and not text.endswith("%") else ""

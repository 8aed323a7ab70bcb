"""A part of the template can only print an error.

Ruby prints ``Liquid error: …`` in the place of a tag that fails: for a filter with too few or too many arguments, a
division by zero, a text that is compared with a number by ``<``, a time zone that does not exist. Customers read it, or
Braze does not send the message.

Example:
    {% assign hour = 'now' | date: '%H' %}{% if hour > 12 %}Good afternoon{% endif %}

Instead:
    {% assign hour = 'now' | date: '%H' | plus: 0 %}{% if hour > 12 %}Good afternoon{% endif %}

Source: Braze: operators, Liquid FAQ; the errors are measured with Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.dialect.syntax import Comparison, Expression, FilterCall, Filtered, Literal, Path
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.lint.facts.told import misread
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity
from braze_liquid_sim.ruby.time import Time

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_ORDERS = {"<", ">", "<=", ">="}
_INTEGER = re.compile(r"\s*[+-]?(?:0x)?[0-9a-f_]+\s*", re.IGNORECASE)
_TEXTS = {"date", "append", "prepend", "upcase", "downcase", "capitalize", "strip", "replace", "remove", "escape"}


def find(field: Field) -> Iterator[Found]:
    """Every filter whose arguments cannot be right, and every comparison of a text with a number."""
    for call in field.filters:
        message = _wrong_number(call) or _division(call) or _no_zone(call) or _no_length(call)
        if message and not misread(field, call.start, call.end):
            yield field.found(call, *message)
    for comparison in field.all(Comparison):
        if comparison.operator in _ORDERS:
            yield from _compared(field, comparison)


def _wrong_number(call: FilterCall) -> tuple[str, str] | None:
    known = filters().get(call.name)
    given = len(call.arguments) + bool(call.keywords)
    if known is None or (known.min_args <= given and (known.max_args is None or given <= known.max_args)):
        return None
    least, most = known.min_args, known.max_args
    takes = f"{least}" if least == most else f"{least} to {most}"
    noun = "argument" if takes == "1" else "arguments"
    takes = "no" if takes == "0" else takes
    return f"{call.name} takes {takes} {noun}, not {given}: an error is printed", f"Give it {takes} {noun}."


def _division(call: FilterCall) -> tuple[str, str] | None:
    if call.name not in ("divided_by", "modulo") or not call.arguments:
        return None
    argument = call.arguments[0]
    if isinstance(argument, Literal) and str(argument.value).strip() == "0":
        return f"{call.name}: 0 is a division by zero: an error is printed", "Divide by another number."
    return None


def _no_length(call: FilterCall) -> tuple[str, str] | None:
    """A length in words, which Ruby cannot read as a number."""
    argument = call.arguments[0] if call.name in ("truncate", "truncatewords", "slice") and call.arguments else None
    if isinstance(argument, Literal) and isinstance(argument.value, str) and not _INTEGER.fullmatch(argument.value):
        return f"{call.name} takes a number, not '{argument.value}': an error is printed", "Write a number."
    return None


def _no_zone(call: FilterCall) -> tuple[str, str] | None:
    argument = call.arguments[0] if call.name == "time_zone" and call.arguments else None
    if not isinstance(argument, Literal) or not isinstance(argument.value, str):
        return None
    try:
        filters()["time_zone"].function(SimpleNamespace(now=Time(0)), Time(0), argument.value)
    except LiquidError:
        help = "Use a name like Europe/Berlin, or ${time_zone}."
        return f"there is no time zone {argument.value}: an error is printed", help
    return None


def _compared(field: Field, comparison: Comparison) -> Iterator[Found]:
    for one, other in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
        number = isinstance(other, Literal) and other.value.__class__ in (int, float)
        if number and _is_text(field, one) and not misread(field, comparison.start, comparison.end):
            written = field.written(one.start, one.end)
            message = f"{written} is a text: comparing it with the number {field.written(other.start, other.end)} fails"
            yield field.found(comparison, message, _help(one, written), edits=_as_number(field, one))
        elif _is_count(one) and isinstance(other, Literal) and isinstance(other.value, str):
            written = field.written(one.start, one.end)
            message = f"{written} is a number: comparing it with a text fails, and an error is printed"
            help = "Write the number without quotes."
            yield field.found(comparison, message, help, edits=_as_number(field, other))


def _is_count(value: Expression) -> bool:
    """Whether a side is the size of something, or the status of a call."""
    if not isinstance(value, Path) or not value.segments or value.segments[-1].braced:
        return False
    return value.segments[-1].key in ("size", "__http_status_code__")


def _is_text(field: Field, value: Expression) -> bool:
    """Whether a side is a text on every way: a constant one, or a variable that only holds such."""
    if isinstance(value, Literal):
        return isinstance(value.value, str)
    if not isinstance(value, Path) or value.segments or not isinstance(value.root, str):
        return False
    nodes = [write.node for write in field.flow.writes if write.name == value.root]
    return bool(nodes) and not field.flow.opaque and all(_sets_text(node) for node in nodes)


def _sets_text(node: object) -> bool:
    if isinstance(node, Capture):
        return True
    value = node.value if isinstance(node, Assign) else None
    if isinstance(value, Filtered):
        last = value.filters[-1].name
        return last in _TEXTS or (last in filters() and filters()[last].returns == "str")
    return isinstance(value, Literal) and isinstance(value.value, str)


def _help(side: Expression, written: str) -> str:
    if isinstance(side, Literal):
        return "Write the number without quotes, and make what it is compared with a number."
    return f"Make it a number first: {{% assign {written} = {written} | plus: 0 %}}."


def _as_number(field: Field, side: Expression) -> tuple[Edit, ...]:
    """A constant without its quotes."""
    if isinstance(side, Literal) and str(side.value).replace(".", "", 1).isdigit():
        return field.edit(side.start, side.end, str(side.value))
    return ()

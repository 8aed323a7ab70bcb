"""The names that every generated function may use."""

from __future__ import annotations

from binascii import b2a_base64
from json.encoder import encode_basestring
from typing import Any

from braze_liquid_sim.dialect.filters.html import escape
from braze_liquid_sim.dialect.filters.strings import capitalize, lower
from braze_liquid_sim.engine import runtime
from braze_liquid_sim.engine.frame import ABSENT
from braze_liquid_sim.errors import LimitExceeded
from braze_liquid_sim.model import Limits, Sent
from braze_liquid_sim.ruby.arrays import slice_collection
from braze_liquid_sim.ruby.compare import (
    contains,
    equal,
    greater,
    greater_equal,
    is_blank,
    is_empty,
    less,
    less_equal,
)
from braze_liquid_sim.ruby.drops import ForLoop, SelfDrop, TableRowLoop
from braze_liquid_sim.ruby.lookup import get
from braze_liquid_sim.ruby.number import to_integer
from braze_liquid_sim.ruby.range import Range
from braze_liquid_sim.ruby.text import inspect, output, to_s


def items_of(collection: Any, limits: Limits) -> list[Any]:
    """What a loop without bounds runs over; not to be changed."""
    if collection.__class__ is list and len(collection) <= limits.iterations:
        return collection
    items = slice_collection(collection, 0, None, limits.iterations)
    if len(items) > limits.iterations:
        raise LimitExceeded("iterations", limits.iterations)
    return items


def segment(collection: Any, offset: Any, limit: Any, limits: Limits) -> list[Any]:
    """What a loop with bounds runs over."""
    if collection.__class__ is list and offset.__class__ is int is limit.__class__ and offset >= 0 and limit >= 0:
        items = collection[offset : offset + limit]
        if len(items) <= limits.iterations:
            return items
    start = 0 if offset is None else to_integer(offset)
    stop = None if limit is None else to_integer(limit) + start
    if collection.__class__ is Range:
        items_of(collection, limits)
    items = slice_collection(collection, start, stop, limits.iterations)
    if len(items) > limits.iterations:
        raise LimitExceeded("iterations", limits.iterations)
    return items


def table_segment(collection: Any, offset: Any, limit: Any, cols: Any, limits: Limits) -> tuple[list[Any] | None, int]:
    """What a table row runs over and its columns; None where there is no collection."""
    if collection is None or collection is False:
        return None, 0
    start = 0 if offset is ABSENT else runtime.table_bound(offset)
    stop = None if limit is ABSENT else start + runtime.table_bound(limit)
    items = slice_collection(collection, start, stop, limits.iterations)
    return items, len(items) if cols is ABSENT else runtime.table_bound(cols)


def never(left: Any, right: Any) -> bool:
    """A comparison with ``blank`` or ``empty`` that has no order; both sides are worked out even so."""
    return False


def unfiltered(value: Any, *arguments: Any) -> Any:
    """A filter that does not exist; its arguments are worked out even so."""
    return value


def open_cell(row: TableRowLoop) -> str:
    """What stands before a cell."""
    return f'<td class="col{row.col}">'


def next_row(row: TableRowLoop) -> str:
    """What stands between two rows."""
    return f'</tr>\n<tr class="row{row.row + 1}">'


def next_of(cycles: dict[Any, int], label: Any, values: tuple[Any, ...]) -> str:
    """The next value of a cycle as text."""
    key = label if label.__class__ is str else inspect(label)
    at = cycles.get(key, 0)
    cycles[key] = at + 1 if at + 1 < len(values) else 0
    return output(values[at]) if at < len(values) else ""


def counted(value: Any) -> Any:
    """The number that a counter starts from; what is no number is an error inside Ruby."""
    if value is None or value is False:
        return 0
    if value.__class__ is int or value.__class__ is float:
        return value
    raise TypeError


def member(get_member: Any, name: str, path: tuple[str | int, ...]) -> Any:
    """``${a.b[0]}``: the whole text as a key, else step by step."""
    value = get_member(name)
    if value is None:
        value = get_member(path[0])
        for step in path[1:]:
            value = get(value, step, True) if step in ("size", "first", "last") else get(value, step)
    return value


def find_in(visible: dict[str, Any], data: Any, name: Any) -> Any:
    """A variable by a name that is a value."""
    if name.__class__ is not str:
        return None
    return visible[name] if name in visible else data.get(name)


class Bound:
    """Refuses texts that grow without end."""

    def __init__(self, limits: Limits) -> None:
        self._limit = limits.output

    def __call__(self, value: Any) -> None:
        """Raise LimitExceeded for a text that is too long."""
        if value.__class__ is str and len(value) > self._limit:
            raise LimitExceeded("output", self._limit)


def library(limits: Limits) -> dict[str, Any]:
    """The globals that a generated module begins with."""
    return {
        "ABSENT": ABSENT,
        "ForLoop": ForLoop,
        "Meter": runtime.Meter,
        "NOTHING": runtime.NOTHING,
        "ONCE": (None,),
        "Range": Range,
        "SELF": SelfDrop(),
        "Sent": Sent,
        "TableRowLoop": TableRowLoop,
        "NESTING": runtime.NESTING,
        "as_time": runtime.as_time,
        "b2a_base64": b2a_base64,
        "bounded": Bound(limits),
        "capitalized": capitalize,
        "contains": contains,
        "counted": counted,
        "equal": equal,
        "find_in": find_in,
        "get": get,
        "greater": greater,
        "html_escaped": escape,
        "greater_equal": greater_equal,
        "is_blank": is_blank,
        "is_empty": is_empty,
        "items_of": items_of,
        "json_quoted": encode_basestring,
        "less": less,
        "less_equal": less_equal,
        "limits": limits,
        "lower": lower,
        "loop_bound": runtime.loop_bound,
        "member": member,
        "next_of": next_of,
        "next_row": next_row,
        "open_cell": open_cell,
        "output": output,
        "range_end": runtime.range_end,
        "never": never,
        "new": object.__new__,
        "segment": segment,
        "space": runtime.space,
        "table_segment": table_segment,
        "timed": runtime.timed,
        "to_s": to_s,
        "unfiltered": unfiltered,
        "unknown_operator": runtime.unknown_operator,
        "wrong_arity": runtime.wrong_arity,
    }

"""A default can never fire, because what comes before it is never empty.

``default`` fires for null, false and the empty text. ``append: '!'`` makes a text of nothing, ``plus: 0`` makes a
number of it, and a hash is never empty: behind them users without a value get what the filters made of nothing.

Example:
    Hi {{ ${first_name} | append: '!' | default: 'there!' }}

Instead:
    Hi {{ ${first_name} | default: 'there' | append: '!' }}

Source: Braze: setting default values; measured: nil | plus: 0 is 0, nil | append: 'x' is x
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import FilterCall, Literal
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "values"
SEVERITY = Severity.WARNING

_NUMBERS = frozenset(("plus", "minus", "times", "divided_by", "modulo", "abs", "ceil", "floor", "round", "size"))
_HASHES = ("md5", "sha1", "sha2", "sha256", "hmac_")
_JOIN = frozenset(("append", "prepend"))
_KEEP = _JOIN | {"at_least", "at_most", "upcase", "downcase", "capitalize", "json_escape", "strip", "base64_encode"}
"""Filters that leave something of what there is."""


def find(field: Field) -> Iterator[Found]:
    """Every ``default`` behind a filter that makes something of nothing."""
    for value in field.filtered:
        cause: FilterCall | None = None
        for call in value.filters:
            if call.name == "default" and cause:
                yield _found(field, call, cause)
            cause = call if _never_empty(call) else cause if call.name in _KEEP else None


def _never_empty(call: FilterCall) -> bool:
    if call.name in _JOIN and len(call.arguments) == 1:
        argument = call.arguments[0]
        return isinstance(argument, Literal) and bool(str(argument.value or "").strip())
    return call.name in _NUMBERS or call.name.startswith(_HASHES)


def _found(field: Field, default: FilterCall, cause: FilterCall) -> Found:
    message = f"this default never fires: {cause.name} makes something even of nothing"
    first, last = field.written(default.start, default.end), field.written(cause.start, cause.end)
    return field.found(default, message, f"Write the default first: {first} | {last}.")

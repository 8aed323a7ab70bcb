"""JSON: escaping, writing and reading."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from braze_liquid_sim.dialect.filters._registry import BRAZE_ADVANCED, BRAZE_FILTERS, liquid_filter
from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby.foreign import adopt
from braze_liquid_sim.ruby.text import float_to_s, int_to_s, to_s
from braze_liquid_sim.ruby.time import Time

_DANGEROUS: Final = re.compile(r'["\\\x00-\x1f]')
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPES: Final = {chr(code): _SHORT.get(chr(code), f"\\u{code:04x}") for code in (*range(32), 34, 92)}


@liquid_filter(fidelity="documented", source=BRAZE_FILTERS, returns="str", total=True)
def json_escape(value: Any) -> str:
    """Make a text fit for between the quotes of a JSON string; puts no quotes round it. nil is nothing.

    Braze names quotes and backslashes; that control characters are escaped too is assumed.
    """
    return _escaped(value if value.__class__ is str else to_s(value))


def _escaped(text: str) -> str:
    if _DANGEROUS.search(text) is None:
        return text
    return _DANGEROUS.sub(lambda match: _ESCAPES[match[0]], text)


@liquid_filter(fidelity="assumed", source=BRAZE_FILTERS, returns="str")
def as_json_string(value: Any) -> str:
    """The value as JSON text, without blanks. Whether Braze escapes ``< > &`` in it, as Rails may, is not known."""
    try:
        return _written(value)
    except RecursionError:
        raise LiquidError("internal") from None


def _written(value: Any) -> str:
    cls = value.__class__
    if cls is str:
        return f'"{_escaped(value)}"'
    if value is None:
        return "null"
    if cls is bool:
        return "true" if value else "false"
    if cls is int:
        return int_to_s(value)
    if cls is float:
        return float_to_s(value) if value - value == 0 else "null"
    if cls is list:
        return f"[{','.join(map(_written, value))}]"
    if cls is dict:
        return "{" + ",".join([f'"{_escaped(to_s(key))}":{_written(item)}' for key, item in value.items()]) + "}"
    adopted = adopt(value)
    if adopted is not value:
        return _written(adopted)
    return f'"{_iso(value) if cls is Time else _escaped(to_s(value))}"'


def _iso(time: Time) -> str:
    """ISO 8601 with milliseconds, as ActiveSupport writes times into JSON."""
    from braze_liquid_sim.ruby.strftime import strftime

    return strftime(time, "%Y-%m-%dT%H:%M:%S.%LZ" if time.offset == 0 else "%Y-%m-%dT%H:%M:%S.%L%:z")


_DEEPEST: Final = 100


@liquid_filter(fidelity="assumed", source=BRAZE_ADVANCED, total=True)
def json_parse(value: Any) -> Any:
    """The value behind JSON text; nil where it is none or nests deeper than 100. Arrays and objects pass unchanged."""
    if value.__class__ is list or value.__class__ is dict:
        return value
    text = to_s(value)
    try:
        parsed = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    if text.count("[") + text.count("{") > _DEEPEST and _depth(parsed) > _DEEPEST:
        return None
    return parsed


def _refuse(name: str) -> None:
    """NaN and Infinity are Python's own idea of JSON."""
    raise ValueError(name)


def _depth(value: Any) -> int:
    """How deep arrays and objects nest, counted level by level."""
    level, depth = [value], 0
    while True:
        level = [item for item in level if isinstance(item, list | dict)]
        if not level:
            return depth
        depth += 1
        level = [item for outer in level for item in (outer.values() if isinstance(outer, dict) else outer)]

"""Text filters: case, white space, joining and cutting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.engine.code import Alphabet, Code
from braze_liquid_sim.engine.intrinsics import both
from braze_liquid_sim.engine.intrinsics._rules import (
    ANYTHING,
    constant_int,
    constant_text,
    from_value,
    intrinsic,
    twice,
)
from braze_liquid_sim.engine.writer import merged
from braze_liquid_sim.ruby.text import WHITESPACE, to_s

if TYPE_CHECKING:
    from braze_liquid_sim.engine.values import Values

_STRIPPED = WHITESPACE + "\0"
_LONGEST_CUT = 1 << 30


@intrinsic("str", "upcase")
def _upcase(emit: Values, value: Code, arguments: list[Code]) -> Code:
    return from_value(value, f"{value.text}.upper()", "str", growth=3)


@intrinsic("str", "downcase")
def _downcase(emit: Values, value: Code, arguments: list[Code]) -> Code:
    first, again = twice(emit, value)
    return from_value(value, f"({again}.lower() if {first}.isascii() else lower({again}))", "str", growth=3)


@intrinsic("str", "capitalize")
def _capitalize(emit: Values, value: Code, arguments: list[Code]) -> Code:
    first, again = twice(emit, value)
    text = f"({again}.capitalize() if {first}.isascii() else capitalized({again}))"
    return from_value(value, text, "str", growth=3)


def _stripping(method: str) -> None:
    @intrinsic("str", method)
    def _one(emit: Values, value: Code, arguments: list[Code]) -> Code:
        ends = [part.constant for part in (value.parts[:1] + value.parts[-1:]) if part.is_constant]
        if len(ends) == 2 and ends[0][0] not in _STRIPPED and ends[1][-1] not in _STRIPPED:
            return value
        return from_value(value, f"{value.text}.{method}({emit.constants.bind(_STRIPPED, 'WHITE')})", "str")


for _method in ("strip", "lstrip", "rstrip"):
    _stripping(_method)


@intrinsic("str", "remove")
def _remove(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
    old = constant_text(arguments[0])
    if old is None:
        return None
    if value.alphabet and len(old) == 1 and old.isascii():
        return _exchanged(emit, value, value.alphabet, old, "")
    return from_value(value, f"{value.text}.replace({emit.constants.text(old)}, '')", "str")


def _exchanged(emit: Values, value: Code, alphabet: Alphabet, old: str, new: str) -> Code:
    """A character of an alphabet exchanged for another or for nothing: all such steps are one pass over the bytes."""
    turned = bytes(byte for byte in range(256) if alphabet.table[byte] == ord(old) and byte not in alphabet.left_out)
    table, left_out = alphabet.table, alphabet.left_out
    if new:
        table = bytes(ord(new) if byte in turned else table[byte] for byte in range(256))
    else:
        left_out += turned
    name = "None" if table == bytes(range(256)) else emit.constants.bind(table, "TABLE")
    others = f", {emit.constants.bind(left_out, 'LEFT_OUT')}" if left_out else ""
    text = f"{alphabet.source}.translate({name}{others}).decode()"
    return replace(from_value(value, text, "str"), alphabet=Alphabet(alphabet.source, table, left_out))


@intrinsic("str", "replace")
def _replace(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
    old = constant_text(arguments[0])
    new = constant_text(arguments[1]) if len(arguments) > 1 else ""
    # What grows is counted by the filter; a backslash means something to it.
    if old is None or new is None or len(new) > len(old) or "\\" in new:
        return None
    if value.alphabet and len(old) == len(new) == 1 and old.isascii() and new.isascii():
        return _exchanged(emit, value, value.alphabet, old, new)
    texts = emit.constants.text
    return from_value(value, f"{value.text}.replace({texts(old)}, {texts(new)})", "str")


@intrinsic(ANYTHING, "append")
def _append(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
    return _joined(emit, [value, arguments[0]])


@intrinsic(ANYTHING, "prepend")
def _prepend(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
    return _joined(emit, [arguments[0], value])


_MOST_PARTS = 40
_FEW = 3
"""Texts that are added more quickly than joined."""


def _joined(emit: Values, codes: list[Code]) -> Code | None:
    """Texts side by side: parts of whatever f-string they end up in."""
    parts = [part for code in codes for part in _parts(emit, code)]
    parts = merged(parts)
    if not parts or len(parts) > _MOST_PARTS:
        return None
    if all(part.is_constant for part in parts):
        return emit.constants.code(parts[0].constant)
    # Python 3.11 has no f-string inside an f-string: where the parts cannot melt into one, they are added.
    texts = [_added(emit, part) for part in parts]
    return Code(
        f"({' + '.join(texts)})" if len(texts) <= _FEW else f"''.join(({', '.join(texts)}))",
        "str",
        risky=any(part.risky for part in parts),
        volatile=any(part.volatile for part in parts),
        weight=sum(part.weight for part in parts),
        parts=tuple(parts),
    )


def _parts(emit: Values, code: Code) -> tuple[Code, ...]:
    """A value as the text that a filter takes it for, in parts."""
    if code.parts:
        return code.parts
    if code.is_constant:
        return (emit.constants.code(to_s(code.constant)),)
    if code.type in ("str", "int"):
        return (code,)
    return (as_argument(code),)


def _added(emit: Values, part: Code) -> str:
    if part.is_constant:
        return emit.constants.text(part.constant)
    return part.text if part.type == "str" else f"to_s({part.text})"


def as_argument(code: Code) -> Code:
    """A value of unknown class as the text that a filter takes it for."""
    if code.type == "str":
        return code
    split = code.split
    if split and split.special.type == "str":
        general = split.general.text if split.general.type == "str" else f"to_s({split.general.text})"
        text = f"({split.special.text} if {split.test} else {general})"
    elif code.is_name:
        text = f"({code.text} if {code.text}.__class__ is str else to_s({code.text}))"
    else:
        text = f"to_s({code.text})"
    return Code(text, "str", risky=code.risky, volatile=code.volatile, weight=code.weight)


@intrinsic("str", "default")
def _default_text(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
    fallback = arguments[0] if arguments else emit.constants.code("")
    if fallback.type == "any" and not fallback.is_name:
        return None
    if fallback.is_constant and fallback.constant == "":
        return value
    text = f"({value.text} or {fallback.text})"
    return from_value(value, text, "str" if fallback.type == "str" else "any", arguments=[fallback])


@intrinsic(ANYTHING, "default")
def _default_number(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
    """A number as the fallback speaks of numbers."""
    if not arguments or value.type != "any" or not value.is_name:
        return None
    fallback = arguments[0]
    if fallback.type == "any" and fallback.is_name:
        call = emit.call(filters()["default"], value, arguments)
        return from_value(
            value, f"({fallback.text} if {value.text} is None else {call.text})", "any", arguments=arguments
        )
    if fallback.type != "int":
        return None
    number = Code(value.text, "int", volatile=value.volatile)
    return both(f"{value.text}.__class__ is int", number, emit.call(filters()["default"], value, arguments))


@intrinsic("int", "default")
def _default_int(emit: Values, value: Code, arguments: list[Code]) -> Code:
    return value


@intrinsic("list", "size")
@intrinsic("str", "size")
def _size(emit: Values, value: Code, arguments: list[Code]) -> Code:
    return from_value(value, f"len({value.text})", "int")


@intrinsic("str", "truncate")
def _truncate(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
    length = constant_int(arguments[0]) if arguments else 50
    tail = constant_text(arguments[1]) if len(arguments) > 1 else "..."
    if length is None or tail is None or not 0 <= length < _LONGEST_CUT:
        return None
    first, again = twice(emit, value)
    kept = f"{again}[:{max(length - len(tail), 0)}] + {emit.constants.text(tail)}"
    return from_value(value, f"({again} if len({first}) <= {length} else {kept})", "str")


@intrinsic("str", "slice_")
def _slice(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
    offset = constant_int(arguments[0])
    length = constant_int(arguments[1]) if len(arguments) > 1 else 1
    if offset is None or length is None or not 0 <= length < _LONGEST_CUT or abs(offset) > _LONGEST_CUT:
        return None
    if offset >= 0:
        return from_value(value, f"{value.text}[{offset}:{offset + length}]", "str")
    first, again = twice(emit, value)
    stop = "" if length >= -offset else offset + length
    return from_value(value, f"({again}[{offset}:{stop}] if len({first}) >= {-offset} else '')", "str")

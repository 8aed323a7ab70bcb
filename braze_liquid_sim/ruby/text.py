"""Values as text: what ``{{ v }}`` prints, what filters work on, and Ruby's ``inspect``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final
from unicodedata import category

from braze_liquid_sim.errors import LimitExceeded
from braze_liquid_sim.ruby.drops import Drop
from braze_liquid_sim.ruby.foreign import adopt
from braze_liquid_sim.ruby.range import Range
from braze_liquid_sim.ruby.time import Time

TEXT_CEILING: Final = 20_000_000
"""Characters one value may print; a fuse behind the limits of the render, because shared items multiply."""

WHITESPACE: Final = " \t\n\v\f\r"
"""What Ruby's regular expressions call ``\\s``."""


def to_s(value: Any) -> str:
    """Text of a value inside a filter: nil is empty, arrays and hashes are inspected."""
    cls = value.__class__
    if cls is str:
        return value  # type: ignore[no-any-return]
    if cls is int:
        return int_to_s(value)
    if value is None:
        return ""
    if cls is float:
        return float_to_s(value)
    if value is True:
        return "true"
    if value is False:
        return "false"
    if cls is list or cls is dict:
        return inspect(value)
    if cls is Range or cls is Time or isinstance(value, Drop):
        return str(value)
    return to_s(adopt(value))


def output(value: Any) -> str:
    """What ``{{ value }}`` prints: as :func:`to_s`, but an array is its items, however deep, side by side."""
    cls = value.__class__
    if cls is str:
        return value  # type: ignore[no-any-return]
    if value is None:
        return ""
    if cls is list:
        return joined(map(to_s, leaves(value)))
    if cls is tuple:
        return output(list(value))
    return to_s(value)


def joined(pieces: Iterator[str], glue: str = "") -> str:
    """The pieces with glue between them; stops at :data:`TEXT_CEILING` before the text is built."""
    kept: list[str] = []
    room = TEXT_CEILING
    for piece in pieces:
        kept.append(piece)
        room -= len(piece) + len(glue)
        if room < 0:
            raise LimitExceeded("output", TEXT_CEILING)
    return glue.join(kept)


def leaves(items: list[Any]) -> Iterator[Any]:
    """The items of a list with its inner lists opened, at any depth."""
    stack = [iter(items)]
    while stack:
        for item in stack[-1]:
            if item.__class__ is list or item.__class__ is tuple:
                if len(stack) > _DEEPEST:
                    raise LimitExceeded("nesting", _DEEPEST)
                stack.append(iter(item))
                break
            yield item
        else:
            stack.pop()


_DEEPEST: Final = 10_000
"""Arrays in arrays; what is deeper contains itself."""


def int_to_s(value: int) -> str:
    """Decimal digits, however many (Python's own ``str`` stops at 4,300)."""
    try:
        return str(value)
    except ValueError:
        return format(Decimal(value), "f")


def float_to_s(value: float) -> str:
    """Shortest digits that read back the same; an exponent below 0.0001 and from 16 whole digits on, as Ruby."""
    text = repr(value)
    if "e" in text:
        digits, exponent = text.split("e")
        return f"{digits}e{exponent}" if "." in digits else f"{digits}.0e{exponent}"
    if len(text) < 18:
        return _NOT_FINITE.get(text, text)
    whole, _, fraction = text.partition(".")
    if fraction != "0" or len(whole.lstrip("-")) < 16:
        return text
    sign, digits = ("-", whole[1:]) if whole[0] == "-" else ("", whole)
    return f"{sign}{digits[0]}.{digits[1:].rstrip('0') or '0'}e+{len(digits) - 1}"


_NOT_FINITE: Final = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


def inspect(value: Any) -> str:
    """Ruby 3.1's ``inspect``; works without recursion, so that deep data is only long."""
    pieces: list[str] = []
    room = TEXT_CEILING
    for piece in _inspected(value):
        pieces.append(piece)
        room -= len(piece)
        if room < 0:
            raise LimitExceeded("output", TEXT_CEILING)
    return "".join(pieces)


def _inspected(value: Any) -> Iterator[str]:
    """The pieces of ``inspect``; open containers wait on a stack, and one inside itself is cut short."""
    stack: list[tuple[Any, Iterator[Any], str]] = []
    opened: set[int] = set()
    entering, item = True, value
    while True:
        if entering:
            if item.__class__ not in _SIMPLE:
                item = adopt(item)
            if item.__class__ is list or item.__class__ is dict:
                is_list = item.__class__ is list
                if id(item) in opened:
                    yield "[...]" if is_list else "{...}"
                else:
                    opened.add(id(item))
                    stack.append((item, iter(item), ""))
                    yield "[" if is_list else "{"
            else:
                yield _inspect_one(item)
        if not stack:
            return
        container, items, separator = stack[-1]
        entering = False
        for following in items:
            entering = True
            stack[-1] = (container, items, ", ")
            if separator:
                yield separator
            if container.__class__ is dict:
                yield f"{inspect(following)}=>"
                item = container[following]
            else:
                item = following
            break
        else:
            stack.pop()
            opened.discard(id(container))
            yield "]" if container.__class__ is list else "}"


_SIMPLE: Final = frozenset({str, int, float, bool, type(None), list, dict})


def _inspect_one(value: Any) -> str:
    """``inspect`` of anything but an array or a hash."""
    if value.__class__ is str:
        return inspect_string(value)
    if value is None:
        return "nil"
    if value.__class__ is Time:
        return value.inspect()
    return to_s(value)


def inspect_string(text: str) -> str:
    """A string in double quotes with Ruby's escapes; printable characters of any script stay."""
    if _PLAIN(text):
        return f'"{text}"'
    return f'"{_ESCAPED.sub(_escape, text)}"'


_PLAIN: Final = re.compile(r"[ !$-\[\]-~]*").fullmatch
_ESCAPED: Final = re.compile(r'["\\]|#(?=[{$@])|[^ -~]')
_NAMED: Final = {
    "\n": r"\n",
    "\r": r"\r",
    "\t": r"\t",
    "\f": r"\f",
    "\v": r"\v",
    "\b": r"\b",
    "\a": r"\a",
    "\x1b": r"\e",
    '"': r"\"",
    "\\": r"\\",
    "#": r"\#",
}


def _escape(match: re.Match[str]) -> str:
    """One character that may not stand as it is."""
    char = match[0]
    named = _NAMED.get(char)
    if named is not None:
        return named
    kind = category(char)
    if kind == "Cs" and "\udc80" <= char <= "\udcff":
        return f"\\x{ord(char) - 0xDC00:02X}"  # a byte that is not UTF-8
    if char == "\x85" or kind not in _UNPRINTABLE:
        return char
    return f"\\u{ord(char):04X}" if char <= "\uffff" else f"\\u{{{ord(char):X}}}"


_UNPRINTABLE: Final = frozenset({"Cc", "Cn", "Cs", "Zl", "Zp"})


def to_bytes(text: str) -> bytes:
    """UTF-8; surrogates that stand for bytes that were not UTF-8 become those bytes again."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        try:
            return text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            return text.encode("utf-8", "surrogatepass")


def from_bytes(data: bytes) -> str:
    """UTF-8 read leniently: a byte that does not belong is kept as a surrogate, and :func:`to_bytes` restores it."""
    return data.decode("utf-8", "surrogateescape")

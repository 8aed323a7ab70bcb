"""Strings: case, cutting, replacing, white space."""

from __future__ import annotations

import re
from typing import Any, Final

from braze_liquid_sim.dialect.filters._registry import RUBY, FilterContext, liquid_filter
from braze_liquid_sim.errors import LimitExceeded, LiquidError
from braze_liquid_sim.ruby.number import to_integer
from braze_liquid_sim.ruby.text import TEXT_CEILING, WHITESPACE, to_s

_STRIPPED: Final = WHITESPACE + "\0"
_RUNS: Final = re.compile(r"[ \t\n\v\f\r]+")
_WORDS: Final = re.compile(r"[^ \t\n\v\f\r]+")


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def downcase(value: Any) -> str:
    """Small letters; a final sigma stays ``σ``, as Ruby looks at one letter at a time."""
    text = value if value.__class__ is str else to_s(value)
    return lower(text)


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def upcase(value: Any) -> str:
    """Capital letters; ``ß`` becomes ``SS``."""
    return value.upper() if value.__class__ is str else to_s(value).upper()


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def capitalize(value: Any) -> str:
    """First letter large, all the others small."""
    text = to_s(value)
    first = text[:1]
    # Georgian capitals are for whole words only, and Ruby knows it
    return (first.lower() if "\u1c90" <= first <= "\u1cbf" else first.title()) + lower(text[1:])


def lower(text: str) -> str:
    """Ruby's ``downcase``."""
    if text.isascii() or "Σ" not in text:
        return text.lower()
    return text.replace("Σ", "σ").lower()


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def append(value: Any, tail: Any) -> str:
    """Put a text behind."""
    text = (value if value.__class__ is str else to_s(value)) + (tail if tail.__class__ is str else to_s(tail))
    if len(text) > TEXT_CEILING:
        raise LimitExceeded("output", TEXT_CEILING)
    return text


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def prepend(value: Any, head: Any) -> str:
    """Put a text in front."""
    return _short(to_s(head) + to_s(value))


def _short(text: str) -> str:
    if len(text) > TEXT_CEILING:
        raise LimitExceeded("output", TEXT_CEILING)
    return text


@liquid_filter(fidelity="ruby", source=RUBY, total=False)
def truncate(value: Any, length: Any = 50, tail: Any = "...") -> Any:
    """Cut to so many characters, the tail counted; a tail longer than that stands alone. nil stays nil."""
    if value is None:
        return None
    text = to_s(value)
    length = to_integer(length)
    if len(text) <= length:
        return text
    tail = to_s(tail)
    return text[: max(length - len(tail), 0)] + tail


@liquid_filter(fidelity="ruby", source=RUBY)
def truncatewords(value: Any, words: Any = 15, tail: Any = "...") -> Any:
    """Keep so many words, at least one, with single blanks between; shorter text stays as it is. nil stays nil."""
    if value is None:
        return None
    text = to_s(value)
    words = max(to_integer(words), 1)
    if words >= len(text):
        return text
    # Bytes know ASCII white space only, as Ruby here does.
    pieces = text.encode("utf-8", "surrogatepass").split(None, words)
    if len(pieces) < words or (len(pieces) == words and text[-1] not in WHITESPACE):
        return text
    return b" ".join(pieces[:words]).decode("utf-8", "surrogatepass") + to_s(tail)


@liquid_filter(fidelity="ruby", source=RUBY, returns="list", total=True)
def split(value: Any, separator: Any) -> list[str]:
    """Pieces between separators, without the empty ones at the end.

    One blank splits at runs of ASCII white space; an empty separator splits into characters.
    """
    text, separator = to_s(value), to_s(separator)
    if separator == " ":
        return _WORDS.findall(text)
    pieces = text.split(separator) if separator else list(text)
    while pieces and not pieces[-1]:
        pieces.pop()
    return pieces


@liquid_filter(fidelity="ruby", source=RUBY, total=True)
def squish(value: Any) -> Any:
    """Strip, and make every run of ASCII white space one blank. nil stays nil."""
    return None if value is None else _RUNS.sub(" ", to_s(value).strip(_STRIPPED))


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def strip(value: Any) -> str:
    """Drop ASCII white space and NUL on both sides; a no-break space stays."""
    return to_s(value).strip(_STRIPPED)


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def lstrip(value: Any) -> str:
    """As ``strip``, on the left. Braze lists it as not supported."""
    return to_s(value).lstrip(_STRIPPED)


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def rstrip(value: Any) -> str:
    """As ``strip``, on the right. Braze lists it as not supported."""
    return to_s(value).rstrip(_STRIPPED)


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def strip_newlines(value: Any) -> str:
    r"""Drop line ends, ``\n`` and ``\r\n``; a lone ``\r`` stays."""
    return to_s(value).replace("\r\n", "").replace("\n", "")


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", context=True)
def replace(context: FilterContext, value: Any, old: Any, new: Any = "") -> str:
    r"""Replace every occurrence; ``\0 \& \' \`` and ``\\`` mean something in the replacement, as in Ruby's ``gsub``.

    An empty text to look for is found before every character and at the end.
    """
    text, old, new = to_s(value), to_s(old), to_s(new)
    limit = context.limits.output
    if len(new) > len(old) and len(text) + text.count(old) * (len(new) - len(old)) > limit:
        raise LimitExceeded("output", limit)
    if "\\" not in new:
        return text.replace(old, new)
    return _replace_live(text, old, new, limit)


@liquid_filter(fidelity="ruby", source=RUBY, returns="str")
def replace_first(value: Any, old: Any, new: Any = "") -> str:
    """Replace the first occurrence; the replacement has the same live sequences as in ``replace``."""
    text, old, new = to_s(value), to_s(old), to_s(new)
    if "\\" not in new:
        return _short(text.replace(old, new, 1))
    start = text.find(old)
    if start < 0:
        return text
    end = start + len(old)
    return text[:start] + _short(_expanded(new, text, start, end)) + text[end:]


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def replace_last(value: Any, old: Any, new: Any) -> str:
    """Replace the last occurrence; here the replacement is taken literally."""
    text, old = to_s(value), to_s(old)
    start = text.rfind(old)
    return text if start < 0 else _short(text[:start] + to_s(new) + text[start + len(old) :])


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def remove(value: Any, old: Any) -> str:
    """Drop every occurrence."""
    return to_s(value).replace(to_s(old), "")


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def remove_first(value: Any, old: Any) -> str:
    """Drop the first occurrence."""
    return to_s(value).replace(to_s(old), "", 1)


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def remove_last(value: Any, old: Any) -> str:
    """Drop the last occurrence."""
    text, old = to_s(value), to_s(old)
    start = text.rfind(old)
    return text if start < 0 else text[:start] + text[start + len(old) :]


_LIVE: Final = re.compile(r"\\(?:([0-9&'`\\+])|k(<[^>]*>?))")


def _replace_live(text: str, old: str, new: str, limit: int) -> str:
    """``gsub`` with a replacement that looks at its surroundings."""
    pieces: list[str] = []
    done = size = 0
    step = max(len(old), 1)
    start = text.find(old)
    while start >= 0:
        end = start + len(old)
        pieces += text[done:start], _expanded(new, text, start, end)
        size += len(pieces[-1]) + start - done
        if size > limit:
            raise LimitExceeded("output", limit)
        done = end
        start = text.find(old, start + step)
    pieces.append(text[done:])
    return "".join(pieces)


def _expanded(new: str, text: str, start: int, end: int) -> str:
    """The replacement for one match; the groups of a plain search are empty, and it has no named ones."""

    def live(match: re.Match[str]) -> str:
        kind = match[1]
        if kind is None:
            raise LiquidError("internal")
        if kind in "0&":
            return text[start:end]
        return {"\\": "\\", "'": text[end:], "`": text[:start]}.get(kind, "")

    return _LIVE.sub(live, new)

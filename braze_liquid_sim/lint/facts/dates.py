"""Dates that an author wrote down, and what they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from braze_liquid_sim.dialect.syntax import Expression, Filtered, Literal, Output, Path
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.lint.field import Field


@dataclass(frozen=True, slots=True)
class FixedDate:
    """A date that is the same for everyone; ``start`` and ``end`` are offsets in the lexed text."""

    text: str
    day: date
    start: int
    end: int
    key: str
    """The JSON key, the parameter or the variable that it is the value of."""
    sent: bool = True
    """Whether it stands in what is sent, and not in a variable alone."""


_TIME = r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?[ ]?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})?"
_ISO = rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:{_TIME})?"
_WHOLE = re.compile(rf"\s*({_ISO})\s*")
_KEYED = re.compile(rf"""(?:"([\w.-]+)"\s*:\s*"\s*|[?&]([\w.-]+)=)({_ISO})(?=\s*["&#\s]|\Z)""")
_EPOCH = re.compile(r'"([\w.-]+)"\s*:\s*"?([1-9][0-9]{9}(?:000)?)(?=["\s,}])')
_KEY_BEFORE = re.compile(r"""(?:"([\w.-]+)"\s*:\s*"\s*|[?&]([\w.-]+)=)\Z""")
_SOME_DATE = re.compile(r"[0-9]{4}-[0-9]{2}|[0-9]{4}['\"]|[0-9]{10}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    r"""
    (?:(?P<month>[a-z]{3})[a-z]*\.?\s+(?P<day>[0-9]{1,2}) | (?P<day2>[0-9]{1,2})\s+(?P<month2>[a-z]{3})[a-z]*\.?)
    ,?\s+(?P<year>[0-9]{4}) (?:[ ,T]+[0-9:\ ]+(?:[ap]m)?)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_END = re.compile(
    r"""
    (?i:expir|deadline|until|valid_?(?:to|thru))
    | (?i:(?<![a-z])(?:end|due)s?(?![a-z])) | (?<![A-Za-z])(?:end|due)(?=[A-Z]) | (?<=[a-z])(?:End|Due)s?(?![a-z])
    """,
    re.VERBOSE,
)


def day_of(text: str) -> date | None:
    """The day that a text names, where it is a date in a form that leaves no doubt."""
    if match := _WHOLE.fullmatch(text):
        try:
            return date.fromisoformat(match[1][:10])
        except ValueError:
            return None
    named = _NAMED.fullmatch(text.strip())
    if not named:
        return None
    month = (named["month"] or named["month2"]).lower()
    try:
        return date(int(named["year"]), _MONTHS.index(month) + 1, int(named["day"] or named["day2"]))
    except ValueError:
        return None


def day_of_second(value: object) -> date | None:
    """The day, in UTC, of a number that can only be meant as Unix time."""
    is_time = isinstance(value, int) and 1_000_000_000 <= value < 4_000_000_000
    return datetime.fromtimestamp(value, UTC).date() if is_time and isinstance(value, int) else None


def ends(field: Field) -> list[FixedDate]:
    """Every fixed date under a name that speaks of an end: of an offer, a pass, a link."""
    if not _SOME_DATE.search(field.text):
        return []
    found = [*_keyed(field), *_printed(field), *_assigned(field), *_whole_field(field)]
    return [one for one in found if _END.search(one.key)]


def _keyed(field: Field) -> Iterator[FixedDate]:
    for node in field.texts:
        for match in _KEYED.finditer(field.text, node.start, node.end):
            yield from _dated(match[3], match.start(3), match[1] or match[2])
        for match in _EPOCH.finditer(field.text, node.start, node.end):
            day = datetime.fromtimestamp(int(match[2][:10]), UTC).date()
            yield FixedDate(match[2], day, *match.span(2), match[1])


def _printed(field: Field) -> Iterator[FixedDate]:
    """What a variable holds, where it is printed behind a key."""
    for output in field.all(Output):
        before = _KEY_BEFORE.search(field.text, max(0, output.start - 80), output.start)
        if not before:
            continue
        value = field.flow.value(output)
        piece = next((piece for piece in value.pieces if piece.start is not None), None)
        if value.text and piece and piece.text == value.text and piece.start is not None:
            yield from _dated(piece.text, piece.start, before[1] or before[2])


def _assigned(field: Field) -> Iterator[FixedDate]:
    for node in field.all(Assign):
        literal = constant_in(node.value, field)
        if literal:
            yield from _dated(str(literal.value), literal.start + 1, node.name, sent=False)


def _whole_field(field: Field) -> Iterator[FixedDate]:
    """A pair of a webhook's body."""
    if field.name.startswith("body.") and len(field.texts) == 1 and not field.outputs:
        text = field.text.strip()
        yield from _dated(text, field.text.find(text), field.name.removeprefix("body."))


def _dated(text: str, start: int, key: str, *, sent: bool = True) -> Iterator[FixedDate]:
    day = day_of(text)
    if day:
        yield FixedDate(text, day, start, start + len(text), key, sent)


def constant_in(expression: Expression, field: Field, variables: int = 3) -> Literal | None:
    """The literal that a value is made of, through ``date``, arithmetic and a few variables."""
    if isinstance(expression, Filtered):
        if any(call.name not in ("date", "plus", "time_zone", "times") for call in expression.filters):
            return None
        expression = expression.value
    if isinstance(expression, Path) and not expression.segments:
        sets = [node for node in field.all(Assign) if node.name == expression.root]
        return constant_in(sets[0].value, field, variables - 1) if len(sets) == 1 and variables else None
    is_text = isinstance(expression, Literal) and isinstance(expression.value, str)
    return expression if is_text and isinstance(expression, Literal) else None


def seconds_in(expression: Expression, field: Field) -> Literal | None:
    """The number that an expression is, or the variable that it names."""
    if isinstance(expression, Path) and not expression.segments:
        sets = [node for node in field.all(Assign) if node.name == expression.root]
        expression = sets[0].value if len(sets) == 1 else expression
    return expression if isinstance(expression, Literal) and isinstance(expression.value, int) else None

"""Text from outside that is printed where it has to be escaped, and the filter that does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from braze_liquid_sim.dialect.syntax import Expression, FilterCall, Filtered, Output, Path
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import Origin, Value
from braze_liquid_sim.model import Edit

_IDS = re.compile(r"(?:^|[._{])(?:id|sku|slug|handle)\}?\Z", re.IGNORECASE)
_IDS_AND_LINKS = re.compile(r"(?:^|[._{])(?:id|sku|slug|handle|url|uri|link|path|href|image)\}?\Z", re.IGNORECASE)
_TEXTS = re.compile(r"name|mail|city|address|phone|text|title|query|search|term|comment|note|message", re.IGNORECASE)
_COORDINATES = re.compile(r"\.(?:lat|lon|lng|latitude|longitude)\Z", re.IGNORECASE)
_NAMED_BY_AUTHORS = ("campaign", "canvas", "card", "app")
_OTHER_ESCAPES = ("escape", "h", "escape_once", "url_escape", "json_escape", "url_encode", "url_param_escape")
_OTHER_END = re.compile(r"\s*-?(?:\}\}|%\})\Z")


def from_outside(value: Value) -> list[Origin]:
    """The texts in a value that may hold any character: not those whose form Braze sees to, nor what is never set."""
    return [origin for origin in value.origins if _may_hold_anything(origin)]


def _may_hold_anything(origin: Origin) -> bool:
    if origin.kind == "undefined" or _COORDINATES.search(origin.name):
        return False
    return origin.free or (origin.kind in _NAMED_BY_AUTHORS and "name}" in origin.name)


def typed(origins: list[Origin]) -> bool:
    """Whether one of them is written by users or other systems, and not by the author's colleagues."""
    return any(origin.free and origin.kind not in ("catalog", "input") for origin in origins)


def raw_in_link(value: Value, part: Literal["path", "query"]) -> list[Origin]:
    """The texts in a value that may change the link that they stand in; none where a filter has seen to it.

    Ids and links of a catalog or of the author's own service, and inputs that are no texts, are made for links; but a
    link is no value for a query as it is.
    """
    if part in value.safe or value.left:
        return []
    made = _IDS if part == "query" else _IDS_AND_LINKS
    return [one for one in from_outside(value) if not _is_made_for_links(one, made)]


def _is_made_for_links(origin: Origin, made: re.Pattern[str]) -> bool:
    if origin.kind == "input":
        return not _TEXTS.search(origin.name)
    return origin.kind in ("catalog", "answer") and made.search(origin.name) is not None


def named(origins: list[Origin]) -> str:
    """The names as an author writes them: ``${first_name} and ${last_name}``."""
    names = list(dict.fromkeys(origin.name for origin in origins))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def printed(output: Output, origins: list[Origin]) -> str:
    """``${first_name} is printed``: the text from outside, and the variable that it comes through."""
    names = list(dict.fromkeys(origin.name for origin in origins))
    inner = output.expression.value if isinstance(output.expression, Filtered) else output.expression
    if isinstance(inner, Path) and not inner.segments and inner.root not in names:
        return f"{inner.root}, which holds {named(origins)}, is printed"
    return f"{named(origins)} {'is' if len(names) == 1 else 'are'} printed"


@dataclass(frozen=True, slots=True)
class Appended:
    """What ``append`` puts behind a text."""

    argument: Expression
    value: Value
    before: str
    """The shape of the text it is put behind."""


def appended(field: Field) -> Iterator[Appended]:
    """Every text from outside that an ``append`` takes."""
    for call in field.filters:
        if call.name == "append" and call.arguments:
            value = field.flow.value(call.arguments[0])
            if value.origins:
                yield Appended(call.arguments[0], value, field.flow.before(call).shape)


def last_call(output: Output) -> FilterCall | None:
    """The filter that an output goes through last."""
    expression = output.expression
    return expression.filters[-1] if isinstance(expression, Filtered) and expression.filters else None


def escaped_by(field: Field, output: Output, name: str) -> tuple[Edit, ...]:
    """The edit that makes an output end in a filter; one that escapes for another place is replaced."""
    if not field.text.startswith("{", output.start):
        return ()  # ${name} without braces takes no filter
    call = last_call(output)
    if call and call.name in _OTHER_ESCAPES:
        return field.edit(call.start, call.start + len(call.name), name)
    end = _OTHER_END.search(field.text, output.start, output.end)
    return field.edit(end.start(), end.start(), f" | {name}") if end else ()


def corrected(field: Field, output: Output, name: str) -> str:
    """The output with the filter at its end, for a help."""
    if not field.text.startswith("{", output.start):
        return f"{{{{ {field.written(output.start, output.end)} | {name} }}}}"
    written = field.written(output.start, output.end)
    call = last_call(output)
    if call and call.name in _OTHER_ESCAPES:
        at = call.start - output.start
        return written[:at] + name + written[at + len(call.name) :]
    end = _OTHER_END.search(written)
    return f"{written[: end.start()]} | {name}{end[0]}" if end else written

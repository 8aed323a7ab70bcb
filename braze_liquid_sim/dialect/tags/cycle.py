"""``{% cycle name: a, b, c %}``: print the next of some values each time.

A cycle without a name goes by its values; one that holds a variable counts by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.expressions import parse_expression
from braze_liquid_sim.dialect.loose import FRAGMENT, QUOTED_FRAGMENT
from braze_liquid_sim.dialect.markup import Markup
from braze_liquid_sim.dialect.syntax import Expression, Literal, Node
from braze_liquid_sim.errors import LiquidSyntaxError
from braze_liquid_sim.ruby.text import inspect

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "cycle"
FIDELITY = "ruby"
SOURCE = "Ruby Liquid 5.13"

_NAMED = re.compile(rf"({QUOTED_FRAGMENT})\s*:\s*(.*)", re.ASCII | re.DOTALL)


@dataclass(slots=True)
class Cycle(Node):
    """``label`` is the name's expression, or the text that stands for it."""

    label: Expression | str
    values: list[Expression]


NODE = Cycle


def parse(tag: Tag, parser: TagParser) -> Cycle:
    """Loose in every mode, as in Ruby's ``strict``."""
    nothing: tuple[Expression | None, list[Expression]] = (None, [])
    name, values = parser.read(tag, strict=None, loose=_read, default=nothing)
    return Cycle(tag.start, tag.end, name or _label(tag, values), values)


def _read(markup: Markup) -> tuple[Expression | None, list[Expression]]:
    named = _NAMED.match(markup.text)
    if named:
        return parse_expression(markup.sub(*named.span(1))), _values(markup.sub(*named.span(2)))
    if not FRAGMENT.match(markup.text):
        message = "Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2, var3 ...]"
        raise LiquidSyntaxError(message, markup.start, markup.end, "Name the values to cycle through.")
    return None, _values(markup)


def _values(markup: Markup) -> list[Expression]:
    values: list[Expression] = []
    at = 0
    for item in markup.text.split(","):
        fragment = FRAGMENT.search(item)
        if fragment:
            value = parse_expression(markup.sub(at + fragment.start(), at + fragment.end()))
            # Ruby drops a nil that is written out.
            if not (isinstance(value, Literal) and value.value is None):
                values.append(value)
        at += len(item) + 1
    return values


def _label(tag: Tag, values: list[Expression]) -> str:
    if all(isinstance(value, Literal) for value in values):
        return inspect([value.value for value in values if isinstance(value, Literal)])
    return f"{tag.start}"


def emit(node: Cycle, emit: Emitter) -> None:
    """The next value as text."""
    label = emit.constant(node.label) if isinstance(node.label, str) else emit.value(node.label)
    values = [emit.value(value) for value in node.values]
    emit.write_value(node, emit.cycle(label, values))

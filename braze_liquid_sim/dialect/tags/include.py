"""``{% include 'name' with|for value as name, key: value %}``: another template in the same scope.

Braze does not document it; here it reads content blocks by name, as Ruby reads its files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.expressions import parse_expression
from braze_liquid_sim.dialect.loose import ATTRIBUTE, QUOTED_FRAGMENT
from braze_liquid_sim.dialect.markup import Markup
from braze_liquid_sim.dialect.syntax import Expression, Literal, Node
from braze_liquid_sim.errors import LiquidSyntaxError

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "include"
FIDELITY = "ruby"
SOURCE = "Ruby Liquid 5.13"

_SYNTAX = re.compile(
    rf"((?:{QUOTED_FRAGMENT})+)(\s+(?:with|for)\s+((?:{QUOTED_FRAGMENT})+))?(\s+as\s+([\w\-]+))?", re.ASCII
)


@dataclass(slots=True)
class Include(Node):
    """A template, what it is rendered with, and under which name."""

    SETS: ClassVar[str] = "scope"
    MAY_INTERRUPT: ClassVar[bool] = True
    template: Expression
    variable: Expression | None
    alias: str | None
    attributes: list[tuple[str, Expression]]


NODE = Include


def parse(tag: Tag, parser: TagParser) -> Include:
    """Loose in every mode, as in Ruby's ``strict``."""
    nothing = Include(tag.start, tag.end, Literal(tag.start, tag.end, None), None, None, [])
    node = parser.read(tag, strict=None, loose=_read, default=nothing)
    node.start, node.end = tag.start, tag.end
    return node


def _read(markup: Markup) -> Include:
    match = _SYNTAX.search(markup.text)
    if not match:
        message = "Error in tag 'include' - Valid syntax: include '[template]' (with|for) [object|collection]"
        raise LiquidSyntaxError(message, markup.start, markup.end, "Name the content block.")
    template = parse_expression(markup.sub(*match.span(1)))
    variable = parse_expression(markup.sub(*match.span(3))) if match[3] else None
    return Include(markup.start, markup.end, template, variable, match[5], attributes_of(markup))


def attributes_of(markup: Markup) -> list[tuple[str, Expression]]:
    """Every ``key: value`` of the markup; the last of a key counts."""
    pairs = {found[1]: parse_expression(markup.sub(*found.span(2))) for found in ATTRIBUTE.finditer(markup.text)}
    return list(pairs.items())


def emit(node: Include, emit: Emitter) -> None:
    """A call; a ``break`` inside the template leaves the loop around the tag."""
    signal = emit.fresh("s")
    arguments = emit.partial_arguments(node.template, node.variable, node.alias, node.attributes)
    emit.settle()
    emit.settle_volatile()
    statement = f"{signal} = frame.include({emit.buffers[-1].list_name}, {arguments})"
    emit.attempt(node, [statement], risky=True, then=lambda: emit.obey(signal))

"""``{% render 'name' with|for value as name, key: value %}``: another template in a scope of its own.

Braze does not document it; here it reads content blocks by name, as Ruby reads its files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.expressions import parse_expression
from braze_liquid_sim.dialect.loose import QUOTED_FRAGMENT, QUOTED_STRING
from braze_liquid_sim.dialect.markup import Markup
from braze_liquid_sim.dialect.syntax import Expression, Literal, Node
from braze_liquid_sim.dialect.tags.include import attributes_of
from braze_liquid_sim.errors import LiquidSyntaxError

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "render"
FIDELITY = "ruby"
SOURCE = "Ruby Liquid 5.13"

_SYNTAX = re.compile(rf"({QUOTED_STRING}+)(\s+(with|for)\s+((?:{QUOTED_FRAGMENT})+))?(\s+as\s+([\w\-]+))?", re.ASCII)


@dataclass(slots=True)
class Render(Node):
    """A template, what it is rendered with, and under which name."""

    SETS: ClassVar[str] = "frame"
    template: Expression
    variable: Expression | None
    for_each: bool
    alias: str | None
    attributes: list[tuple[str, Expression]]


NODE = Render


def parse(tag: Tag, parser: TagParser) -> Render:
    """Loose in every mode, as in Ruby's ``strict``; the name is a text in quotes."""
    nothing = Render(tag.start, tag.end, Literal(tag.start, tag.end, ""), None, False, None, [])
    node = parser.read(tag, strict=None, loose=_read, default=nothing)
    node.start, node.end = tag.start, tag.end
    return node


def _read(markup: Markup) -> Render:
    match = _SYNTAX.search(markup.text)
    if not match:
        message = "Syntax error in tag 'render' - Template name must be a quoted string"
        raise LiquidSyntaxError(message, markup.start, markup.end, "Put the name of the content block in quotes.")
    template = parse_expression(markup.sub(*match.span(1)))
    variable = parse_expression(markup.sub(*match.span(4))) if match[4] else None
    return Render(markup.start, markup.end, template, variable, match[3] == "for", match[6], attributes_of(markup))


def emit(node: Render, emit: Emitter) -> None:
    """A call."""
    arguments = emit.partial_arguments(node.template, node.variable, node.alias, node.attributes)
    emit.settle()
    emit.settle_volatile()
    statement = f"frame.render({emit.buffers[-1].list_name}, {arguments}, {node.for_each})"
    emit.attempt(node, [statement], risky=True, then=lambda: None)

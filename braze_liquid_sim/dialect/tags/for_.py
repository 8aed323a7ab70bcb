"""``{% for item in list limit: n offset: n|continue reversed %}…{% else %}…{% endfor %}``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.expressions import parse_expression
from braze_liquid_sim.dialect.loose import ATTRIBUTE, QUOTED_FRAGMENT
from braze_liquid_sim.dialect.markup import Markup
from braze_liquid_sim.dialect.strict import StrictParser
from braze_liquid_sim.dialect.syntax import Body, Expression, Literal, Node
from braze_liquid_sim.errors import LiquidSyntaxError

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "for"
FIDELITY = "documented"
SOURCE = "Braze: Liquid use cases"

_SYNTAX = re.compile(rf"([\w\-]+)\s+in\s+((?:{QUOTED_FRAGMENT})+)\s*(reversed)?", re.ASCII)


@dataclass(slots=True)
class Loop:
    """The markup of the tag."""

    variable: str
    collection: Expression
    collection_name: str
    reversed: bool = False
    limit: Expression | None = None
    offset: Expression | None = None
    continues: bool = False


@dataclass(slots=True)
class For(Node):
    """A loop; ``label`` names it for ``offset: continue`` and ``forloop.name``."""

    BRANCHES: ClassVar[bool] = True
    LOOPS: ClassVar[bool] = True
    variable: str
    collection: Expression
    label: str
    reversed: bool
    limit: Expression | None
    offset: Expression | None
    continues: bool
    body: Body
    otherwise: Body | None

    @property
    def blank(self) -> bool:
        """Blank where both bodies are."""
        return self.body.blank and (self.otherwise is None or self.otherwise.blank)

    @property
    def writes(self) -> bool:
        """Where a body of it does."""
        return not self.blank or self.body.writes or bool(self.otherwise and self.otherwise.writes)


NODE = For


def parse(tag: Tag, parser: TagParser) -> For:
    """The tag and its one or two bodies."""
    nothing = Loop("", Literal(tag.start, tag.end, None), "")
    loop = parser.read(tag, strict=_strict, loose=_loose, default=nothing)
    body, branch = parser.block(tag, "else")
    otherwise: Body | None = None
    if branch:
        otherwise, branch = parser.block(tag, "else")
        if branch:
            # As in Ruby: a second else ends the loop and takes the place of the first; what follows is outside.
            otherwise = Body()
    if body.blank and (otherwise is None or otherwise.blank):
        body = body.without_blank_text()
        otherwise = otherwise.without_blank_text() if otherwise else None
    label = f"{loop.variable}-{loop.collection_name}"
    return For(
        tag.start, tag.end, loop.variable, loop.collection, label, loop.reversed,
        loop.limit, loop.offset, loop.continues, body, otherwise,
    )  # fmt: skip


def _loose(markup: Markup) -> Loop:
    match = _SYNTAX.match(markup.text)
    if not match:
        message = "Syntax Error in 'for loop' - Valid syntax: for [item] in [collection]"
        raise LiquidSyntaxError(message, markup.start, markup.end, "Write {% for item in list %}.")
    collection = markup.sub(*match.span(2))
    loop = Loop(match[1], parse_expression(collection), collection.written, bool(match[3]))
    for attribute in ATTRIBUTE.finditer(markup.text):
        _set(loop, attribute[1], markup.sub(*attribute.span(2)))
    return loop


def _set(loop: Loop, name: str, value: Markup) -> None:
    if name == "limit":
        loop.limit = parse_expression(value)
    elif name == "offset":
        loop.continues = value.text == "continue"
        loop.offset = None if loop.continues else parse_expression(value)


def _strict(parser: StrictParser) -> Loop:
    variable = parser.consume("id").text
    if not parser.accept("id", "in"):
        raise parser.error("For loops require an 'in' clause", "Write {% for item in list %}.")
    collection = parser.fragment()
    loop = Loop(variable, parse_expression(collection), collection.written)
    loop.reversed = bool(parser.accept("id", "reversed"))
    while parser.look("comma") or parser.look("id"):
        parser.accept("comma")
        name = parser.accept("id", "limit", "offset")
        if not name:
            message = "Invalid attribute in for loop. Valid attributes are limit and offset"
            raise parser.error(message, "reversed stands first, then limit: and offset:.")
        parser.consume("colon")
        _set(loop, name.text, parser.fragment())
    return loop


def emit(node: For, emit: Emitter) -> None:
    """A ``for`` of Python's over the part of the collection that is asked for."""
    items = emit.fresh("s")
    statements, risky = emit.segment(node, items)
    emit.attempt(node, statements, risky=risky, then=lambda: _emit_loop(node, emit, items))


def _emit_loop(node: For, emit: Emitter, items: str) -> None:
    emit.prepare(node)
    with emit.indent(f"if {items}:"):
        emit.for_each(node, items, node.variable, node.label, node.body)
    if node.otherwise and node.otherwise.nodes:
        with emit.indent("else:"):
            emit.branch(node, 1)
            emit.body(node.otherwise)

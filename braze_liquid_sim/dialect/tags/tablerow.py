"""``{% tablerow item in list cols: n limit: n offset: n %}…{% endtablerow %}``: rows and cells of an HTML table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.expressions import parse_expression
from braze_liquid_sim.dialect.loose import ATTRIBUTE, QUOTED_FRAGMENT
from braze_liquid_sim.dialect.markup import Markup
from braze_liquid_sim.dialect.syntax import Body, Expression, Literal, Node
from braze_liquid_sim.errors import LiquidSyntaxError

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "tablerow"
FIDELITY = "ruby"
SOURCE = "Ruby Liquid 5.13"

_SYNTAX = re.compile(rf"(\w+)\s+in\s+((?:{QUOTED_FRAGMENT})+)", re.ASCII)


@dataclass(slots=True)
class TableRow(Node):
    """A loop that writes cells."""

    BRANCHES: ClassVar[bool] = True
    LOOPS: ClassVar[bool] = True
    variable: str
    collection: Expression
    attributes: dict[str, Expression]
    body: Body
    options: tuple[Expression, ...] = ()

    @property
    def blank(self) -> bool:
        """A blank body makes it count as blank, though it prints its cells."""
        return self.body.blank

    @property
    def writes(self) -> bool:
        """The rows and the cells."""
        return True


NODE = TableRow


def parse(tag: Tag, parser: TagParser) -> TableRow:
    """Loose in every mode, as in Ruby's ``strict``."""
    nothing: tuple[str, Expression, dict[str, Expression]] = ("", Literal(tag.start, tag.end, None), {})
    variable, collection, attributes = parser.read(tag, strict=None, loose=_read, default=nothing)
    body, _ = parser.block(tag)
    return TableRow(tag.start, tag.end, variable, collection, attributes, body, tuple(attributes.values()))


def _read(markup: Markup) -> tuple[str, Expression, dict[str, Expression]]:
    match = _SYNTAX.search(markup.text)
    if not match:
        message = "Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in [collection] cols=3"
        raise LiquidSyntaxError(message, markup.start, markup.end, "Write {% tablerow item in list cols:3 %}.")
    attributes = {
        attribute[1]: parse_expression(markup.sub(*attribute.span(2))) for attribute in ATTRIBUTE.finditer(markup.text)
    }
    return match[1], parse_expression(markup.sub(*match.span(2))), attributes


def emit(node: TableRow, emit: Emitter) -> None:
    """A loop that writes the cells around the body; a nil collection writes nothing."""
    items, cols = emit.fresh("s"), emit.fresh("cols")
    collection = emit.value(node.collection)
    bounds = [
        emit.value(node.attributes[name]).text if name in node.attributes else "ABSENT"
        for name in ("offset", "limit", "cols")
    ]
    statement = f"{items}, {cols} = table_segment({collection.text}, {', '.join(bounds)}, limits)"
    emit.attempt(node, [statement], risky=True, then=lambda: _emit_rows(node, emit, items, cols))


def _emit_rows(node: TableRow, emit: Emitter, items: str, cols: str) -> None:
    emit.settle()
    emit.settle_volatile()
    loop = emit.fresh("row")
    with emit.indent(f"if {items} is not None:"):
        emit.piece(node, emit.constant('<tr class="row1">\n'))
        emit.settle()
        emit.line(f"{loop} = TableRowLoop(len({items}), {cols})")
        target = f"l{items[1:]}"
        with (
            emit.indent(f"for {loop}.index0, {target} in enumerate({items}):"),
            emit.loop(),
            emit.scope({node.variable: emit.local(target), "tablerowloop": emit.local(loop)}),
        ):
            emit.piece(node, emit.text(f"open_cell({loop})"))
            emit.once(node.body, lambda: emit.body(node.body))
            emit.piece(node, emit.constant("</td>"))
            emit.settle()
            emit.resume(turn_ends=False)
            with emit.indent(f"if {loop}.col_last and not {loop}.last:"):
                emit.piece(node, emit.text(f"next_row({loop})"))
        emit.piece(node, emit.constant("</tr>\n"))

"""``{% case value %}{% when a, b or c %}…{% else %}…{% endcase %}``.

Every ``when`` that matches is rendered, as often as it matches; ``else`` where none before it did.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.expressions import parse_expression, parse_operand
from braze_liquid_sim.dialect.loose import FRAGMENT, QUOTED_FRAGMENT
from braze_liquid_sim.dialect.markup import Markup
from braze_liquid_sim.dialect.syntax import Body, Expression, Literal, Node
from braze_liquid_sim.errors import LiquidSyntaxError

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "case"
FIDELITY = "documented"
SOURCE = "Braze: conditional logic"

_WHEN = re.compile(rf"({QUOTED_FRAGMENT})(?:(?:\s+or\s+|\s*,\s*)({QUOTED_FRAGMENT}.*))?", re.ASCII | re.DOTALL)


@dataclass(slots=True)
class Case(Node):
    """A value and what it is compared with; None is ``else``."""

    BRANCHES: ClassVar[bool] = True
    value: Expression
    branches: list[tuple[Expression | None, Body]]
    blank_before: bool
    """Whether what stands before the first ``when`` is blank: it is never printed, and yet counts."""

    @property
    def blank(self) -> bool:
        """Blank where all its bodies are."""
        return self.blank_before and all(body.blank for _, body in self.branches)

    @property
    def writes(self) -> bool:
        """Where a body of it does."""
        return not self.blank or any(body.writes for _, body in self.branches)


NODE = Case


def parse(tag: Tag, parser: TagParser) -> Case:
    """The tag and its branches; what stands before the first ``when`` is dropped."""
    value = parser.read(tag, strict=None, loose=_value, default=Literal(tag.start, tag.end, None))
    before, branch = parser.block(tag, "when", "else")
    branches: list[tuple[Expression | None, Body]] = []
    while branch:
        values: list[Expression | None] = [None]
        if branch.name == "when":
            values = [*parser.read(branch, strict=None, loose=_when, default=[], quoted=False)]
        elif branch.markup.text.strip():
            message = "Syntax Error in tag 'case' - Valid else condition: {% else %} (no parameters) "
            parser.problem(message, branch.start, branch.end, "Write {% else %}, or {% when value %}.")
        body, branch = parser.block(tag, "when", "else")
        branches += [(value, body) for value in values]
    if before.blank and all(body.blank for _, body in branches):
        branches = [(value, body.without_blank_text()) for value, body in branches]
    return Case(tag.start, tag.end, value, branches, before.blank)


def _value(markup: Markup) -> Expression:
    match = FRAGMENT.search(markup.text)
    if not match:
        message = "Syntax Error in 'case' - Valid syntax: case [condition]"
        raise LiquidSyntaxError(message, markup.start, markup.end, "Name the value to compare.")
    return parse_expression(markup.sub(*match.span()))


def _when(markup: Markup) -> list[Expression]:
    values: list[Expression] = []
    rest: Markup | None = markup
    while rest:
        match = _WHEN.search(rest.text)
        if not match:
            message = "Syntax Error in tag 'case' - Valid when condition: {% when [condition] [or condition2...] %}"
            raise LiquidSyntaxError(message, markup.start, markup.end, "Name the values to compare with.")
        values.append(parse_operand(rest.sub(*match.span(1))))
        rest = rest.sub(*match.span(2)) if match[2] else None
    return values


def emit(node: Case, emit: Emitter) -> None:
    """An ``if`` chain where at most one can match, else one test after the other."""
    value = emit.named(emit.value(node.value))
    tests = [(emit.equals(value, other) if other else None, body) for other, body in node.branches]
    if exclusive(node):
        emit.choose(node, tests)
        return
    with emit.guarded(node, risky=any(test and test.risky for test, _ in tests)):
        matched = emit.fresh("m")
        emit.line(f"{matched} = False")
        for number, (test, body) in enumerate(tests):
            choice = emit.guarded_code(test) if test else emit.negated(emit.flag(matched))
            emit.choose(node, [(choice, body)], on_match=f"{matched} = True" if test else "", first=number)


def exclusive(node: Case) -> bool:
    """Whether at most one branch can match: different texts, ``else`` last. A trace tells of one choice then."""
    values = [value.value if isinstance(value, Literal) else None for value, _ in node.branches if value]
    otherwise = [at for at, (value, _) in enumerate(node.branches) if value is None]
    texts = all(isinstance(value, str) for value in values)
    return texts and len(set(values)) == len(values) and otherwise in ([], [len(node.branches) - 1])

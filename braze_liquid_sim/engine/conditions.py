"""Conditions → Python booleans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Comparison, Expression, Junction, StateLiteral
from braze_liquid_sim.engine.code import Code, Stage
from braze_liquid_sim.engine.intrinsics._rules import twice
from braze_liquid_sim.ruby.compare import is_blank, is_empty

if TYPE_CHECKING:
    from braze_liquid_sim.engine.values import Values

_RELATIONS = {"<": "less", ">": "greater", "<=": "less_equal", ">=": "greater_equal"}
_LONG_JUNCTION = 40


def condition(emit: Values, expression: Expression) -> Code:
    """Whether an expression is true."""
    if isinstance(expression, Junction):
        return _junction(emit, expression)
    if isinstance(expression, Comparison):
        return comparison(emit, expression)
    return truth(emit, emit.at_run(emit.value(expression)))


def truth(emit: Values, code: Code) -> Code:
    """Whether a value counts as true: all but nil and false do."""
    if code.is_constant:
        return emit.constants.code(code.constant is not None and code.constant is not False)
    if code.type == "bool":
        return code
    if code.type in ("str", "int", "list"):
        return Code(f"({code.text} is not None)", "bool", risky=code.risky, volatile=code.volatile)
    if code.is_name:
        text = f"({code.text} is not None and {code.text} is not False)"
    else:
        name = emit.fresh("p")
        text = f"(({name} := {code.text}) is not None and {name} is not False)"
    return Code(text, "bool", risky=code.risky, volatile=code.volatile)


def _junction(emit: Values, junction: Junction) -> Code:
    """``a and (b or (c …))``; a long one is cut into functions, since Python bounds its brackets."""
    terms: list[tuple[str, Code]] = []
    rest: Expression = junction
    while isinstance(rest, Junction):
        terms.append((rest.operator, condition(emit, rest.first)))
        rest = rest.rest
    code = condition(emit, rest)
    for count, (operator, first) in enumerate(reversed(terms), 1):
        text = f"({first.text} {operator} {code.text})"
        code = Code(text, "bool", risky=first.risky or code.risky, volatile=first.volatile or code.volatile)
        if count % _LONG_JUNCTION == 0:
            name = emit.fresh("rest")
            emit.line(f"def {name}():")
            emit.line(f"    return {code.text}")
            code = Code(f"{name}()", "bool", risky=code.risky, volatile=True)
    return code


def comparison(emit: Values, expression: Comparison) -> Code:
    """``left operator right``."""
    operator = expression.operator
    if operator in ("==", "!=", "<>"):
        code = equality(emit, expression.left, expression.right)
        return code if operator == "==" else _negated(emit, code)
    left, right = emit.at_run(emit.value(expression.left)), emit.at_run(emit.value(expression.right))
    risky = left.risky or right.risky
    volatile = left.volatile or right.volatile
    if operator == "contains" and isinstance(expression.left, StateLiteral):
        return emit.constants.code(False)
    if operator == "contains" and isinstance(expression.right, StateLiteral):
        if left.is_constant:
            return emit.constants.code(isinstance(left.constant, str))
        return Code(f"({left.text}.__class__ is str)", "bool", risky=left.risky, volatile=left.volatile)
    if operator == "contains":
        return Code(f"contains({left.text}, {right.text})", "bool", risky=risky, volatile=volatile)
    if operator in _RELATIONS:
        if StateLiteral in (expression.left.__class__, expression.right.__class__):
            if risky:
                return Code(f"never({left.text}, {right.text})", "bool", risky=True, volatile=volatile)
            return emit.constants.code(False)
        return Code(_relation(emit, left, operator, right), "bool", risky=_may_fail(left, right), volatile=volatile)
    text = f"unknown_operator({left.text}, {right.text}, {emit.constants.text(operator)})"
    return Code(text, "bool", risky=True)


def _may_fail(left: Code, right: Code) -> bool:
    """Numbers among themselves and texts among themselves never fail."""
    return left.risky or right.risky or not (left.type == right.type and left.type in ("int", "str"))


def _relation(emit: Values, left: Code, operator: str, right: Code) -> str:
    name = _RELATIONS[operator]
    if right.type == "int" and left.split and left.split.special.type == "int":
        special, general = left.split.special.text, left.split.general.text
        quick = f"{special} {operator} {right.text}"
        return f"({quick} if {left.split.test} else {name}({general}, {right.text}))"
    general = f"{name}({left.text}, {right.text})"
    if left.type == right.type == "int":
        return f"({left.text} {operator} {right.text})"
    if right.type == "int" and right.is_constant and not left.is_constant:
        first, again = twice(emit, left)
        quick = f"{again} {operator} {right.text}"
        return f"({quick} if {first}.__class__ is int else {name}({again}, {right.text}))"
    return general


def equality(emit: Values, left: Expression, right: Expression) -> Code:
    """``left == right``, where either may be ``blank`` or ``empty``."""
    if isinstance(left, StateLiteral):
        left, right = right, left
    code = emit.at_run(emit.value(left))
    if isinstance(right, StateLiteral) and isinstance(left, StateLiteral):
        return emit.constants.code(False)
    return equals(emit, code, right)


def equals(emit: Values, value: Code, other: Expression) -> Code:
    """Whether a value equals an expression, which may be ``blank`` or ``empty``."""
    if isinstance(other, StateLiteral):
        return _state(emit, value, other.name)
    return equal(emit, value, emit.at_run(emit.value(other)))


def _state(emit: Values, value: Code, name: str) -> Code:
    """Whether a value is ``blank`` or ``empty``."""
    if value.is_constant:
        return emit.constants.code(is_blank(value.constant) if name == "blank" else is_empty(value.constant))
    if value.filled and not emit.unit.careful:
        return emit.constants.code(False)
    text = f"is_{name}({value.text})"
    if value.type == "str" and not emit.unit.careful:
        # Python's white space is more than Ruby's: what has other characters is blank to neither.
        if name == "empty":
            text = f"(not {value.text})"
        elif value.is_name:
            text = f"(not {value.text} or ({value.text}.isspace() and is_blank({value.text})))"
    return Code(text, "bool", risky=value.risky, volatile=value.volatile)


def equal(emit: Values, left: Code, right: Code) -> Code:
    """Whether two values are equal; a constant on one side makes it cheap."""
    if left.is_constant and not right.is_constant:
        left, right = right, left
    if left.is_constant:
        from braze_liquid_sim.ruby.compare import equal as ruby_equal

        return emit.constants.code(ruby_equal(left.constant, right.constant))
    value = right.constant
    if right.stage is not Stage.CONSTANT:
        text = f"equal({left.text}, {right.text})"
    elif value is None or value is True or value is False:
        text = f"({left.text} is {right.text})"
    elif value.__class__ is str:
        text = f"({left.text} == {right.text})"
        if left.type != "str":
            # A time equals the text of its instant, so that a plain comparison needs to know the class.
            first, again = twice(emit, left)
            text = f"({again} == {right.text} if {first}.__class__ is str else equal({again}, {right.text}))"
    elif value.__class__ is int and value not in (0, 1) and left.is_name:
        text = f"({left.text} == {right.text})"
    else:
        text = f"equal({left.text}, {right.text})"
    return Code(text, "bool", risky=left.risky or right.risky, volatile=left.volatile or right.volatile)


def _negated(emit: Values, code: Code) -> Code:
    if code.is_constant:
        return emit.constants.code(not code.constant)
    return Code(f"(not {code.text})", "bool", risky=code.risky, volatile=code.volatile)

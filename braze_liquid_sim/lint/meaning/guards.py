"""What a condition proves: which values are there, whether it came true or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.dialect.syntax import Comparison, Expression, Junction, Literal, Path, StateLiteral

_IN_BRACES = re.compile(r"(.*\$\{)([^{}]*)\}((?:\.\w+)*)")


def key_of(path: Path) -> str:
    """How an author writes a lookup: ``${user_id}``, ``custom_attribute.${a}.b[0]``, ``passes.status``."""
    written = "" if path.root == "$" else path.root if isinstance(path.root, str) else "[…]"
    for segment in path.segments:
        if not isinstance(segment.key, str):
            inside = segment.key.value if isinstance(segment.key, Literal) else "…"
            written += f"[{inside}]"
        elif segment.braced:
            written += f".${{{segment.key}}}" if written else f"${{{segment.key}}}"
        else:
            written += f".{segment.key}"
    return written


def parts(condition: Expression) -> tuple[str, list[Expression]]:
    """The operator of a chain of ``and`` or ``or`` and what it joins; a mixed chain has the operator ``mixed``."""
    operators: set[str] = set()
    found: list[Expression] = []
    while isinstance(condition, Junction):
        operators.add(condition.operator)
        found.append(condition.first)
        condition = condition.rest
    found.append(condition)
    return ("mixed" if len(operators) > 1 else next(iter(operators), "and")), found


def present(condition: Expression, *, held: bool) -> frozenset[str]:
    """The keys that are there, neither nil nor blank, where the condition came out as ``held``."""
    operator, found = parts(condition)
    if operator == "mixed":
        return frozenset()
    proved = [frozenset(_proved(part, held)) for part in found]
    if (operator == "and") == held:
        return frozenset().union(*proved)
    return frozenset.intersection(*proved)


def _proved(part: Expression, held: bool) -> Iterator[str]:
    if isinstance(part, Path):
        if held:
            yield from _spellings(part)
    elif isinstance(part, Comparison):
        for this, other in ((part.left, part.right), (part.right, part.left)):
            if isinstance(this, Path) and _is_there(part.operator, other, held):
                yield from _spellings(_without_size(this))


def _spellings(path: Path) -> Iterator[str]:
    """The key, and that of the other way to write the same: ``${plan.name}`` is ``${plan}.name``."""
    key = key_of(path)
    yield key
    if found := _IN_BRACES.fullmatch(key):
        names = [*found[2].split("."), *found[3].split(".")[1:]]
        yield f"{found[1]}{'.'.join(names)}}}"
        yield f"{found[1]}{'.'.join([f'{names[0]}}}', *names[1:]])}"


def _without_size(path: Path) -> Path:
    """``list.size > 0`` says of the list that it is there."""
    if path.segments and path.segments[-1].command:
        return Path(path.start, path.end, path.root, path.segments[:-1])
    return path


def _is_there(operator: str, other: Expression, held: bool) -> bool:
    nothing = is_nothing(other)
    if operator in ("==", "!=", "<>"):
        equal = (operator == "==") == held
        return equal is not nothing and (nothing or isinstance(other, Literal))
    return held and not nothing and operator in ("<", ">", "<=", ">=", "contains")


def is_nothing(expression: Expression) -> bool:
    """Whether it is ``nil``, ``blank``, ``empty`` or an empty text."""
    if isinstance(expression, StateLiteral):
        return True
    return isinstance(expression, Literal) and (expression.value is None or expression.value == "")


def is_presence_test(part: Expression) -> bool:
    """Whether a part of a condition asks no more than whether something is there."""
    if isinstance(part, Path):
        return True
    return isinstance(part, Comparison) and (is_nothing(part.left) or is_nothing(part.right))

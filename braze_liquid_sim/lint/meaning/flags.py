"""What a condition proves through a variable that keeps the outcome of an earlier one: ``has_name``, ``kind``."""

from __future__ import annotations

from braze_liquid_sim.dialect.syntax import Comparison, Expression, Literal, Path
from braze_liquid_sim.lint.meaning.guards import parts
from braze_liquid_sim.lint.meaning.scope import Case, Scope


def told_apart(condition: Expression, scope: Scope, *, held: bool) -> frozenset[str]:
    """The attributes that were there on every way on which the variables come out like this."""
    operator, found = parts(condition)
    if len(found) > 1 and (operator == "mixed" or (operator == "and") != held):
        return frozenset()
    return frozenset().union(*(_told(part, scope, held) for part in found))


def _told(part: Expression, scope: Scope, held: bool) -> frozenset[str]:
    path, wanted, equal = _asked(part, held)
    return told_by(path, wanted, scope, equal=equal) if path else frozenset()


def told_by(path: Path, wanted: Literal | None, scope: Scope, *, equal: bool = True) -> frozenset[str]:
    """The attributes that were there on every way on which a variable is what is wanted, or is not."""
    known = scope.variables.get(path.root) if not path.segments and isinstance(path.root, str) else None
    if known is None or not known.cases:
        return frozenset()
    left = [case.present for case in known.cases if _comes_out(case, wanted) is equal]
    return frozenset.intersection(*left) if left else frozenset()


def _asked(part: Expression, held: bool) -> tuple[Path | None, Literal | None, bool]:
    """The variable, what it is compared with (nothing: whether it is true), and whether that came out so."""
    if isinstance(part, Path):
        return part, None, held
    if isinstance(part, Comparison) and part.operator in ("==", "!="):
        left, right = part.left, part.right
        if isinstance(left, Path) and isinstance(right, Literal) and right.value is not None:
            return left, right, (part.operator == "==") is held
    return None, None, held


def _comes_out(case: Case, wanted: Literal | None) -> bool:
    if wanted is None:
        return not (case.is_boolean and case.text == "false")
    if isinstance(wanted.value, bool):
        return case.is_boolean and case.text == str(wanted.value).lower()
    return not case.is_boolean and case.text == str(wanted.value)

"""Which texts reach somebody: a capture that is only compared with something is shown to nobody."""

from __future__ import annotations

from braze_liquid_sim.dialect.syntax import Comparison, Filtered, Output, Path
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.dialect.tags.case import Case
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.dialect.tags.if_ import If
from braze_liquid_sim.dialect.tags.liquid import LiquidTag
from braze_liquid_sim.dialect.tags.translation import Translation
from braze_liquid_sim.dialect.tags.unless import Unless
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.evaluating import paths
from braze_liquid_sim.lint.meaning.flow import Read
from braze_liquid_sim.lint.meaning.guards import key_of

_SHOWN_INSIDE = (If, Unless, Case, For, LiquidTag, Translation, ConnectedContent)
"""Tags whose outputs go out; ids of catalogs and the like do not, or fail in their own way."""


def reaches_somebody(field: Field, output: Output) -> bool:
    """Whether what an output prints is sent, as it is or through variables that nobody asks for."""
    for tag in field.ancestors(output):
        if isinstance(tag, Capture):
            return _is_shown(field, tag.name, {tag.name})
        if not isinstance(tag, _SHOWN_INSIDE):
            return False
    return True


def _is_shown(field: Field, name: str, seen: set[str]) -> bool:
    reads = [read for read in field.flow.reads if read.name == name]
    if any(read.guarded or read.defaulted for read in reads):
        return False
    # What nothing reads here may be read by a block.
    return not reads or any(_shows(field, read, seen) for read in reads)


def _shows(field: Field, read: Read, seen: set[str]) -> bool:
    for item in field.ancestors(read.path):
        if isinstance(item, Comparison) or (isinstance(item, Case) and item.value is read.path):
            return False
        if isinstance(item, Filtered) and field.flow.value(item).kind == "number":
            return False
        if isinstance(item, Assign | Capture) and item.name not in seen:
            return _is_shown(field, item.name, seen | {item.name})
    return True


def base_of(output: Output) -> Path | None:
    """The lookup whose value an output prints, before its filters."""
    expression = output.expression
    value = expression.value if isinstance(expression, Filtered) else expression
    return value if isinstance(value, Path) else None


def has_default(output: Output) -> bool:
    """Whether one of an output's filters says what stands in for nothing."""
    expression = output.expression
    return isinstance(expression, Filtered) and any(call.name == "default" for call in expression.filters)


def made_without_default(field: Field, path: Path) -> bool:
    """Whether a variable is made of something that may be missing, by filters of which none is ``default``."""
    for write in field.flow.writes:
        if write.name == path.root and isinstance(write.node, Assign) and isinstance(write.node.value, Filtered):
            made = write.node.value
            if any(call.name == "default" for call in made.filters):
                return False
            if field.flow.value(made.value).nullable:
                return True
    return False


def is_replaced(field: Field, name: str, key: str) -> bool:
    """Whether a condition that asks for a key gives a variable another value where the key is missing."""
    for write in field.flow.writes:
        if write.name == name and key not in field.flow.guarded(write.node):
            tests = [one for one in field.ancestors(write.node) if isinstance(one, If | Unless)]
            asked = (condition for test in tests for condition, _ in test.branches if condition)
            if any(key_of(path) == key for condition in asked for path in paths(condition)):
                return True
    return False

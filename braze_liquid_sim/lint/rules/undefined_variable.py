"""A variable is read that nothing sets.

It prints nothing, without a word: a link goes out without its data, a sentence without its number. Mostly the name is
misspelt, or set further down, in one branch only, or in another field: no variable crosses from the subject to the
body. Silent where a condition asks whether the variable is there, and where ``default`` follows.

Example:
    {% assign voucher = 'AUTUMN' %}Your code: {{ vuocher }}

Instead:
    {% assign voucher = 'AUTUMN' %}Your code: {{ voucher }}

Source: Braze: setting default values; PassKit's partner page encodes passDatapassData, and signs a link without data
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import ATTRIBUTES
from braze_liquid_sim.dialect.syntax import Filtered, Output
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.case import Case
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.dialect.tags.if_ import If
from braze_liquid_sim.lint.facts.nearby import near
from braze_liquid_sim.lint.facts.slips import meant, undoubled
from braze_liquid_sim.lint.facts.told import meant_to_be_set, misread
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.flow import Read, Write
from braze_liquid_sim.model import Edit, Severity

TOPIC = "variables"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_FILLED_BY = {
    "items": "{% catalog_items catalog id %}",
    "connected": "{% connected_content https://… %}",
    "shopping_cart": "{% shopping_cart id %}",
    "data_objects": "{% data_object type %}",
}


def find(field: Field) -> Iterator[Found]:
    """Every read of a variable that is not set there; in a content block only where the name is surely a slip."""
    for read in field.flow.reads:
        if read.state == "never" and read.name not in ATTRIBUTES and not _explained(field, read):
            yield from _never(field, read)
        elif read.state == "maybe" and not (read.guarded or read.defaulted) and _is_printed(field, read):
            yield from _maybe(field, read)


def _explained(field: Field, read: Read) -> bool:
    """Whether it is the mark of another mistake: of the tag that reads it, or of one that was to set it."""
    return misread(field, read.path.start, read.path.end) or meant_to_be_set(field, read.name)


def _never(field: Field, read: Read) -> Iterator[Found]:
    known = field.flow.sets | set(field.file.needs if field.file.is_block else ())
    if read.known_later:
        if not (read.guarded or read.defaulted or field.file.is_block):
            yield _too_early(field, read)
        return
    slip = meant(read.name, known) or undoubled(read.name) or _other_number(field, read.name)
    if slip or not (field.file.is_block or read.guarded or read.defaulted):
        yield _found(field, read, slip or near(read.name, known) or "")


def _other_number(field: Field, name: str) -> str:
    """``has_order`` for ``has_orders``, and the other way round, in a message that sets only one of the two."""
    if field.file.is_block or field.flow.opaque:
        return ""
    wanted = (name.removesuffix("s"), f"{name}s")
    return next((write.name for write in field.flow.writes if write.name in wanted and write.name != name), "")


def _found(field: Field, read: Read, near_name: str) -> Found:
    written = field.written(read.path.start, read.path.end)
    message = f"nothing sets {read.name}" + (f", so that {written} is nothing" if written != read.name else "")
    return field.found(read.path, message, _help(field, read, near_name), edits=_renamed(field, read, near_name))


def _help(field: Field, read: Read, near_name: str) -> str:
    if near_name:
        return f"Did you mean {near_name}?"
    for name, other in field.file.fields.items():
        if other is not field and read.name in other.flow.sets:
            return f"It is set in the {name}, but no variable crosses from one field to another: set it here too."
    if read.name in _FILLED_BY:
        return f"Fill it first, with {_FILLED_BY[read.name]}."
    return f"Set it before, with {{% assign {read.name} = … %}}, or say what stands in for it: | default: '…'."


def _renamed(field: Field, read: Read, near_name: str) -> tuple[Edit, ...]:
    """The right name in its place, where it holds something there already."""
    start, end = read.path.start, read.path.start + len(read.name)
    set_before = any(write.name == near_name and write.node.end <= start for write in field.flow.writes)
    if field.written(start, end) != read.name or not (set_before or field.file.is_block):
        return ()
    return field.edit(start, end, near_name) if near_name else ()


def _too_early(field: Field, read: Read) -> Found:
    own = any(isinstance(one, Assign) and one.name == read.name for one in field.ancestors(read.path))
    if own:
        message = f"{read.name} is made from itself, and was not set before"
        return field.found(read.path, message, f"Begin with {{% assign {read.name} = … %}}.", severity=Severity.WARNING)
    line = next(
        (field.span(one.node.start, one.node.end).line for one in field.flow.writes if one.name == read.name), 0
    )
    where = f"on line {line}" if line else "further down, by a content block"
    return field.found(read.path, f"{read.name} is read before it is set {where}", "Set it above this place.")


def _maybe(field: Field, read: Read) -> Iterator[Found]:
    writes = [write for write in field.flow.writes if write.name == read.name and write.node.end <= read.path.start]
    in_loop = any(isinstance(one, For) for write in writes for one in field.ancestors(write.node))
    if writes and not in_loop and not _is_table(field, writes) and not field.flow.opaque and not field.file.is_block:
        yield field.found(
            read.path,
            f"{read.name} is set on some ways to this place only; on the others nothing is printed",
            f"Give it a value first, with {{% assign {read.name} = … %}}, or print it with | default: '…'.",
            severity=Severity.NOTE,
        )


def _is_table(field: Field, writes: list[Write]) -> bool:
    """Whether one tag sets it in each of several branches: the author has thought of all values that there are."""
    parents = {id(field.parent(write.node)): field.parent(write.node) for write in writes}
    [parent, *others] = parents.values()
    if others or not isinstance(parent, If | Case):
        return False
    bodies = {tuple(map(id, body.nodes)) for _, body in parent.branches}  # several values of a case share their nodes
    return len(writes) >= max(3, len(bodies))


def _is_printed(field: Field, read: Read) -> bool:
    parent = field.parent(read.path)
    if isinstance(parent, Filtered) and parent.value is read.path:
        parent = field.parent(parent)
    return isinstance(parent, Output)

"""A content block is called without something that it needs.

A block reads the variables of the message that calls it. What is not set before the call, in the same field, is nothing
in the block: a link without its host, a sentence without its number. What a block needs is what its front matter lists
under ``needs`` and what it reads without a default or a condition.

Example:
    {% assign card_name = 'Boots' %}{{content_blocks.${card}}}

Instead:
    {% assign card_name = 'Boots' %}{% assign card_price = 90 %}{{content_blocks.${card}}}

Source: Braze: content blocks; PassKit's partner page has a block that reads two variables of the message
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import ATTRIBUTES
from braze_liquid_sim.dialect.tags.case import Case
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.dialect.tags.if_ import If
from braze_liquid_sim.dialect.tags.unless import Unless
from braze_liquid_sim.lint.facts.nearby import near
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.flow import Call
from braze_liquid_sim.model import Severity

TOPIC = "blocks"
SEVERITY = Severity.ERROR


def find(field: Field) -> Iterator[Found]:
    """Every call in a message that lacks an input; a block hands its own callers on what it does not set."""
    if field.file.is_block:
        return
    for call in field.flow.calls:
        for name in call.missing:
            if name not in ATTRIBUTES:
                yield _found(field, call, name)
        for name in call.unsure:
            if not _is_conditional(field, call) and not _is_thought_of(field, name):
                message = f"the content block {call.name} needs {name}, which is not set for everybody here"
                help = f"Set {name} on every way to the call, or abort for the others."
                yield field.found(call.path, message, help, severity=Severity.NOTE)


def _is_conditional(field: Field, call: Call) -> bool:
    """Whether the call stands in a branch: perhaps the one that sets the variable has the same condition."""
    return any(isinstance(item, If | Unless | Case) for item in field.ancestors(call.path))


def _is_thought_of(field: Field, name: str) -> bool:
    """Whether a loop sets it, or three branches: the author has thought of all values that there are."""
    nodes = [write.node for write in field.flow.writes if write.name == name]
    in_loop = any(isinstance(item, For) for node in nodes for item in field.ancestors(node))
    return in_loop or len(nodes) >= 3 or not nodes


def _found(field: Field, call: Call, name: str) -> Found:
    message = f"the content block {call.name} needs {name}, which is not set here"
    what = call.file.needs.get(name) if call.file else None
    required = call.file is None or name in call.file.fields["body"].flow.requires
    return field.found(
        call.path,
        message + (f" ({what})" if what and len(str(what)) <= 80 else ""),
        _help(field, call, name),
        severity=SEVERITY if required else Severity.WARNING,
    )


def _help(field: Field, call: Call, name: str) -> str:
    if any(write.name == name for write in field.flow.writes):
        return f"Set {name} above the call."
    before = {write.name for write in field.flow.writes if write.node.end <= call.path.start}
    if meant := near(name, before):
        return f"You set {meant}: names are case-sensitive, and the block reads {name}."
    for other, one in field.file.fields.items():
        if name in one.flow.sets:
            return f"It is set in the {other}, but no variable crosses from one field to another: set it here too."
    return f"Set it before the call: {{% assign {name} = … %}}."

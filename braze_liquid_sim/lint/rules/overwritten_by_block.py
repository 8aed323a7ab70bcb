"""A content block sets a variable that the message has a use of its own for.

Content blocks share the variables of the message. Where both call something ``url``, the message's own is gone after
the call, and what the message prints then is the block's. Names with a prefix of the block's own, like ``pk_url``, do
not meet.

Example:
    {% assign url = 'https://example.com/own' %}{{content_blocks.${tracked}}}{{ url }}

Instead:
    {% assign own_url = 'https://example.com/own' %}{{content_blocks.${tracked}}}{{ own_url }}

Source: Braze: content blocks; PassKit's partner page has a block that sets url, sig and longURL
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Output
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.flow import Call, Flow
from braze_liquid_sim.model import Severity

TOPIC = "blocks"
SEVERITY = Severity.WARNING

_COMMON = frozenset(("longurl", "payload", "sig", "signature", "url"))
"""Names, in lower case, that all who build a signed link take: a message with two links has them too."""


def find(field: Field) -> Iterator[Found]:
    """Every call that changes what the message has set and reads below; in a block, common names that it sets."""
    if field.file.is_block:
        yield from _likely(field)
        return
    for call in field.flow.calls:
        if call.file:
            yield from _changed(field, call, call.file.fields["body"].flow)


def _changed(field: Field, call: Call, inner: Flow) -> Iterator[Found]:
    for name in sorted(inner.sets - inner.inputs.keys()):  # what it reads first, it is there to change
        own = [write for write in field.flow.writes if write.name == name]
        before = [write for write in own if write.node.end <= call.path.start and not write.value.blankable]
        if before and _read_after(field, call, name):
            message = f"the content block {call.name} sets {name} too, and this message reads it below"
            yield field.found(call.path, message, f"Call yours something else, or {name} in the block.")


def _read_after(field: Field, call: Call, name: str) -> bool:
    """Whether the next thing that happens to a variable below the call is that it is read."""
    reads = [read.path.start for read in field.flow.reads if read.name == name and read.path.start > call.path.end]
    writes = [one.node.end for one in field.flow.writes if one.name == name and one.node.start > call.path.end]
    return bool(reads) and (not writes or min(reads) < min(writes))


def _likely(field: Field) -> Iterator[Found]:
    """A block that prints sets two or more common names in passing."""
    first = {write.name: write for write in reversed(field.flow.writes) if write.name.lower() in _COMMON}
    prints = any(isinstance(node, Output) for node in field.body.nodes)
    if len(first) < 2 or not prints:
        return
    for name, write in first.items():
        help = f"Give it a prefix of the block's own, as in pk_{name}."
        message = f"a message that has a {name} of its own loses it when it calls this block"
        yield field.found(write.node, message, help, severity=Severity.NOTE)

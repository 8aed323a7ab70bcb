"""A variable is set and never used.

What was meant for the reader does not reach them; nor does a value that another one replaces before anything reads it.
Where another name is read that looks like this one, that is the finding. Silent in content blocks, whose variables are
for those who call them, and where an answer or a catalog is rendered again (``:rerender``), which may read any of them.

Example:
    {% assign campaign_name = campaign.${name} %}Hello!

Instead:
    {% assign campaign_name = campaign.${name} %}Hello from {{ campaign_name }}!

Source: Braze: supported personalization tags (assign)
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Node, Output, Text
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.dialect.tags.catalog_items import CatalogItems
from braze_liquid_sim.dialect.tags.catalog_selection_items import CatalogSelectionItems
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.branches import are_together
from braze_liquid_sim.lint.facts.nearby import near
from braze_liquid_sim.lint.facts.told import meant_to_be_set
from braze_liquid_sim.lint.facts.web import method
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.flow import Write
from braze_liquid_sim.model import Severity

TOPIC = "variables"
SEVERITY = Severity.WARNING

_WHAT = {
    Assign: "is assigned",
    Capture: "is captured",
    CatalogItems: "are looked up",
    CatalogSelectionItems: "are looked up",
    ConnectedContent: "is saved",
}


def find(field: Field) -> Iterator[Found]:
    """The first place that sets a variable of which no value is ever read."""
    if field.file.is_block or not field.flow.writes or _renders_again(field):
        return
    used = {write.name for write in field.flow.writes if write.used} | _misspelt(field)
    for write in field.flow.writes:
        if write.name not in used and write.name and _sets_only(write.node):
            used.add(write.name)
            if meant_to_be_set(field, write.name):
                continue  # the tag has a mistake of its own
            message = f"{write.name} {_WHAT[write.node.__class__]} and never used"
            yield field.found(write.node, message, _help(field, write.name))
    yield from _overwritten(field)


def _overwritten(field: Field) -> Iterator[Found]:
    """Assigns whose value the next tag for that name, beside them, replaces before anything reads it."""
    before: dict[str, Write] = {}
    for write in field.flow.writes:
        last = before.get(write.name)
        before[write.name] = write
        if last and write.used and not last.used and _says_something(last) and _replaces(field, write, last):
            line = field.span(write.node.start, write.node.end).line
            message = f"this value of {write.name} is never used: line {line} replaces it"
            yield field.found(last.node, message, "Take one of the two out, or give it another name.")


def _says_something(write: Write) -> bool:
    """Whether it is more than a beginning: ``''``, ``0`` and the like are there for what may fail to follow."""
    return isinstance(write.node, Assign) and write.value.text not in ("", "0", "false")


def _replaces(field: Field, write: Write, last: Write) -> bool:
    return isinstance(write.node, Assign | Capture) and are_together(field, last.node, write.node)


def _misspelt(field: Field) -> set[str]:
    """The variables that something is surely meant to read, and misspells: that is the finding then."""
    flow = field.flow
    unknown = {read.name for read in flow.reads if read.state == "never"} | {
        name for call in flow.calls for name in call.missing
    }
    return {near(name, flow.sets) or "" for name in unknown - flow.sets}


def _help(field: Field, name: str) -> str:
    for other, one in field.file.fields.items():
        if one is not field and any(read.name == name for read in one.flow.reads):
            return f"No variable crosses from one field to another: set it in the {other}, where it is read."
    return "Use it, or take it out."


def _sets_only(node: Node) -> bool:
    """Whether setting the variable is all that a tag does."""
    if isinstance(node, Capture):
        return all(isinstance(one, Text | Output) for one in node.body.nodes)
    if isinstance(node, ConnectedContent):
        return method(node) == "GET" and node.name != "connected"
    return node.__class__ in _WHAT


def _renders_again(field: Field) -> bool:
    catalogs: list[CatalogItems | CatalogSelectionItems] = [*field.all(CatalogItems), *field.all(CatalogSelectionItems)]
    return any(one.rerender for one in catalogs) or any("rerender" in one.flags for one in field.all(ConnectedContent))

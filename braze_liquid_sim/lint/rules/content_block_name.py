"""A content block has a name that Braze does not let it have.

Names are shorter than 100 characters of A–Z, a–z, 0–9, ``-`` and ``_``. A blank that is typed in the dashboard is saved
as ``_``, so that a call with the blank does not find the block. A name can never be changed once the block is active.

Example:
    {{content_blocks.${Email footer}}}

Instead:
    {{content_blocks.${Email_footer}}}

Source: Braze: content blocks; Braze: create content block (shorter than 100 characters, alphanumeric)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.blocks import LONGEST_NAME, is_name, name_of, references
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.model import Severity

TOPIC = "blocks"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_NOT_ALLOWED = re.compile(r"[^A-Za-z0-9_-]", re.ASCII)


def find_in_file(file: File) -> Iterator[Found]:
    """A block's own name, where it is not allowed, and every call of such a name."""
    if file.is_block and not is_name(own := name_of(file)):
        yield Found(_message(own), file.span(0, 0), _help(own))
    for field in file.fields.values():
        yield from _calls(field)


def _calls(field: Field) -> Iterator[Found]:
    for reference in references(field):
        name = reference.name
        if not is_name(name):
            better = _better(name)
            edits = field.edit(reference.start, reference.end, better) if is_name(better) else ()
            yield field.found(reference.path, _message(name), _help(name), edits=edits)


def _message(name: str) -> str:
    if not name:
        return "the content block has no name"
    if len(name) > LONGEST_NAME:
        return f"a content block's name is shorter than 100 characters, and this has {len(name)}"
    odd = _NOT_ALLOWED.search(name)
    return f"no content block can be called {name}: {odd[0]!r} is no letter, digit, - or _" if odd else ""


def _better(name: str) -> str:
    return re.sub(r"\s+", "_", name)


def _help(name: str) -> str:
    better = _better(name)
    return f"Call it {better}." if is_name(better) else "Use letters without accents, digits, - and _."

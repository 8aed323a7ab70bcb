"""Double quotes of Liquid stand between the double quotes of a JSON string.

Braze renders it, for Liquid comes first. But the text is no JSON to anything else that reads it: editors mark it,
formatters and the key-value view of a webhook mangle it, and what is pasted through them comes back with curly quotes.

Example:
    {"until": "{{ "now" | date: "%F" }}"}

Instead:
    {"until": "{{ 'now' | date: '%F' }}"}

Source: RFC 8259
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Literal, Output
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity

TOPIC = "json"
SEVERITY = Severity.WARNING
FIX = "safe"


def find(field: Field) -> Iterator[Found]:
    """Outputs inside a JSON string that hold double quotes."""
    if '"' not in field.text or "{{" not in field.text:
        return
    texts = [literal for literal in field.all(Literal) if field.text.startswith('"', literal.start)]
    if not texts:
        return
    for stream in field.places.streams:
        for output in stream.outputs if stream.is_json else ():
            inside = [text for text in texts if output.start < text.start and text.end <= output.end]
            if inside and field.places.of(output).json in ("string", "key"):
                yield _found(field, output, inside)


def _found(field: Field, output: Output, texts: list[Literal]) -> Found:
    edits: list[Edit] = []
    for text in texts:
        inside = field.written(text.start + 1, text.end - 1)
        edit = () if "'" in inside else field.edit(text.start, text.end, f"'{inside}'")
        if not edit:
            edits.clear()
            break
        edits += edit
    key = field.places.of(output).key
    where = f"the JSON string '{key}'" if key else "a JSON string"
    message = f"double quotes in Liquid, inside {where}"
    return field.found(output, message, "Write single quotes in Liquid.", edits=tuple(edits))

"""A tag is used that does not exist.

Liquid refuses a template with a tag that it does not know: the message is not sent. Often it is a slip (``elseif`` for
``elsif``, ``asign``), a tag of another language (``set``), or a value that belongs into ``{{ }}``.

Example:
    {% if ${language} == 'de' %}Hallo{% elseif ${language} == 'fr' %}Salut{% endif %}

Instead:
    {% if ${language} == 'de' %}Hallo{% elsif ${language} == 'fr' %}Salut{% endif %}

Source: Braze: using Liquid, supported personalization tags; the error is that of Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import ATTRIBUTES, NAMESPACES
from braze_liquid_sim.errors import LiquidSyntaxError
from braze_liquid_sim.lint.facts import structure
from braze_liquid_sim.lint.facts.told import untold
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "names"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_TAG = re.compile(r"(\{%-?\s*)(.*?)(\s*-?%\})", re.DOTALL)
_VALUE = re.compile(r"(?:(?:\w+\.)?\$\{[^{}\n]+\}|\{\{)", re.ASCII)
_ASSIGNMENT = re.compile(r"\w+\s*=[^=]", re.ASCII)
_NOT_HERE = ("message_component",)
"""Tags of Braze's that are not simulated."""
_TEXT = "Take it out; if it is text and no tag, put it between {% raw %} and {% endraw %}."


def find(field: Field) -> Iterator[Found]:
    """Every tag that is none, ends of misspelt blocks too."""
    for problem in untold(field, field.parsed.errors):
        name = structure.unknown_name(problem)
        if problem.message.startswith("Unknown tag '{%"):
            yield _found(field, problem, "")
        elif name and not structure.is_real(name):
            yield _found(field, problem, name)


def _found(field: Field, problem: LiquidSyntaxError, name: str) -> Found:
    place = (problem.start, problem.end)
    written = _TAG.fullmatch(field.text, *place)
    inside = written[2] if written else field.written(*place)
    message = f"there is no tag {name}" if name else f"{field.written(*place)[:60]} is no tag: it has no name"
    value = _as_value(inside, name)
    if value and written:
        dashes = ("-" if "-" in written[1] else "", "-" if "-" in written[3] else "")
        output = f"{{{{{dashes[0]} {value} {dashes[1]}}}}}"
        return field.found(place, message, f"A value is printed by {output}.", edits=field.edit(*place, output))
    if name in _NOT_HERE:
        message = f"{{% {name} %}} is a tag of Braze's that is not simulated here"
        help = "See how it comes out in Braze's preview."
        return field.found(place, message, help, severity=Severity.NOTE)
    if not name:
        return field.found(place, message, "A tag begins with its name; a value is printed by {{ }}.")
    if _ASSIGNMENT.match(inside):
        start = problem.start + (written.end(1) - written.start() if written else 0)
        edits = field.edit(start, start, "assign ")
        return field.found(place, message, f"Write {{% assign {inside} %}}.", edits=edits)
    return _misspelt(field, problem, name, inside, message)


def _as_value(inside: str, name: str) -> str:
    """What the author wants to print, as an output has it; empty where it is no value."""
    if _VALUE.match(inside):
        return inside.removeprefix("{{").removesuffix("}}").strip()
    if name in ATTRIBUTES and (inside == name or inside[len(name) :].lstrip().startswith("|")):
        return f"${{{name}}}{inside[len(name) :]}"
    if name in NAMESPACES or name == "content_blocks":
        return inside
    return ""


def _misspelt(field: Field, problem: LiquidSyntaxError, name: str, inside: str, message: str) -> Found:
    rest = inside[len(name) :]
    meant = structure.meant_by(name, rest, problem.message)
    if meant is None:
        return field.found((problem.start, problem.end), message, _TEXT)
    start = field.text.index(name, problem.start)
    end = start + len(name) + (len(rest) if name == "end" else 0)
    edits = field.edit(start, end, meant)
    return field.found((problem.start, problem.end), message, f"Did you mean {meant}?", edits=edits)

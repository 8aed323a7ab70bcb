"""An attribute is read as if it were a variable, or stands in a text as if it were printed.

What Braze knows of a user is read through ``${}`` alone: ``{{ first_name }}`` and ``{{ custom_attribute.points }}``
print nothing for anybody, and nothing fails. In a text a reference needs ``{{ }}`` round it: customers may read
``${first_name}`` as it stands.

Example:
    Hi {{ first_name }}, you have {{ custom_attribute.points }} points

Instead:
    Hi {{ ${first_name} | default: 'you' }}, you have {{ custom_attribute.${points} | default: 0 }} points

Source: Braze: supported personalization tags, using Liquid (pages differ on a reference in text)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import ATTRIBUTES, NAMESPACES
from braze_liquid_sim.dialect.syntax import Path, Text
from braze_liquid_sim.dialect.tags import tags
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.lint.facts.foreign_names import MEANT_ATTRIBUTES, MEANT_NAMESPACES, PERSONS
from braze_liquid_sim.lint.facts.nearby import near
from braze_liquid_sim.lint.facts.structure import BROKEN_TAG
from braze_liquid_sim.lint.facts.told import meant_to_be_set
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "names"
SEVERITY = Severity.ERROR
FIX = "suggestion"
EXPLAINS = True

_SPACES = (*NAMESPACES, "content_blocks")
_BAR = re.compile(r"\s*\|")
_COMMON = frozenset(("name", "id", "location"))
"""Words that stand for an attribute inside ``${}`` only."""
_MEMBER = re.compile(r"[\w\-]+(?:\.([\w\-]+)|\[\s*['\"]([^'\"${}]+)['\"]\s*\])(.*)", re.DOTALL)
_IN_TEXT = re.compile(r"(\{\s*){0,2}(?:(\w+)\.)?\$\{\s*([^{}\n|]+?)\s*\}(\s*\}){0,2}")
_ONE_BRACE = re.compile(rf"(?<![\w${{%])\{{\s*({'|'.join(name for name in ATTRIBUTES if '_' in name)})\s*\}}(?!\}})")


def find(field: Field) -> Iterator[Found]:
    """Every variable with an attribute's name that nothing sets, every namespace without ``${}``, and such texts."""
    if field.paths:
        yield from _in_tags(field)
    for text in field.texts:
        if "{" in text.text:
            yield from _in_text(field, text)


def _in_tags(field: Field) -> Iterator[Found]:
    unset = {id(read.path): read for read in field.flow.reads if read.state == "never" and not read.known_later}
    own = {node.variable for node in field.all(For)} | field.flow.sets
    for path in field.paths:
        if not isinstance(path.root, str) or path.root == "$" or not field.text.startswith(path.root, path.start):
            continue
        if path.root in _SPACES:
            if path.root not in own and path.segments and not path.segments[0].braced:
                yield from _found(field, path, path.root)
        elif id(path) in unset and path.root not in field.file.needs and path.root not in tags():
            meant = _meant(field, path)
            if meant and not meant_to_be_set(field, path.root):
                yield from _found(field, path, meant)


def _meant(field: Field, path: Path) -> str:
    """The attribute or the namespace that a variable was meant to be, as a reference of it begins."""
    root = str(path.root)
    if root in ATTRIBUTES:
        return "$"
    if field.file.is_block or field.flow.opaque or near(root, _set_somewhere(field)) or root in _COMMON:
        return ""
    if path.segments and (near(root, _SPACES, MEANT_NAMESPACES) or root.lower() in PERSONS):
        return near(root, _SPACES, MEANT_NAMESPACES) or "person"
    return "$" if not path.segments and near(root, ATTRIBUTES, MEANT_ATTRIBUTES) else ""


def _set_somewhere(field: Field) -> set[str]:
    """The variables of the file, those of other fields too: what is set there was meant, and is another mistake."""
    return {name for other in field.file.fields.values() for name in other.flow.sets}


def _found(field: Field, path: Path, meant: str) -> Iterator[Found]:
    written = field.written(path.start, path.end)
    reference = _reference(str(path.root), written, meant)
    if reference:
        unsure = field.file.is_block or field.flow.opaque
        yield field.found(
            path,
            f"{written} is empty for everybody: names of Braze's stand in ${{}}",
            f"Write {reference}.",
            edits=field.edit(path.start, path.end, reference),
            severity=Severity.WARNING if unsure and meant == "$" else None,
        )


def _reference(root: str, written: str, meant: str) -> str:
    if meant == "$":
        name = root if root in ATTRIBUTES else near(root, ATTRIBUTES, MEANT_ATTRIBUTES)
        return f"${{{name}}}{written[len(root) :]}"
    member = _MEMBER.fullmatch(written)
    if not member:
        return ""
    key = member[1] or member[2]
    if meant == "person":
        name = key if key in ATTRIBUTES else near(key, ATTRIBUTES, MEANT_ATTRIBUTES)
        return f"${{{name}}}{member[3]}" if name else f"custom_attribute.${{{key}}}{member[3]}"
    return f"{meant}.${{{key}}}{member[3]}"


def _in_text(field: Field, text: Text) -> Iterator[Found]:
    for pasted in _IN_TEXT.finditer(field.text, text.start, text.end) if "${" in text.text else ():
        space, name = pasted[2], pasted[3]
        whole = pasted[0].startswith("{{") and pasted[0].endswith("}}")
        whole = whole or (bool(pasted[1]) and _BAR.match(field.text, pasted.end()) is not None)
        if whole or field.text.endswith("{{", 0, pasted.start()) or _is_broken(field, pasted.start()):
            continue  # the braces round it have a code of their own
        if space in _SPACES or (space is None and name in ATTRIBUTES):
            reference = f"{space}.${{{name}}}" if space else f"${{{name}}}"
            yield _printed(field, pasted, reference, Severity.ERROR if pasted[1] else Severity.WARNING)
    for pasted in _ONE_BRACE.finditer(field.text, text.start, text.end):
        yield _printed(field, pasted, f"${{{pasted[1]}}}", Severity.WARNING)


def _is_broken(field: Field, at: int) -> bool:
    """Whether a place is inside a tag whose braces are not whole, or behind one that is not closed."""
    if any(broken.start() < at < broken.end() for broken in BROKEN_TAG.finditer(field.text)):
        return True
    return any(error.start <= at for error in field.parsed.errors if error.message.startswith("Tag '"))


def _printed(field: Field, pasted: re.Match[str], reference: str, severity: Severity) -> Found:
    start, end = pasted.span()
    if not pasted[0].startswith("{"):
        end = start + len(pasted[0].rstrip(" }")) + 1  # braces behind it belong to the text
    output = f"{{{{{reference}}}}}"
    message = f"{field.written(start, end)} in a text may be sent as it stands"
    edits = field.edit(start, end, output)
    return field.found((start, end), message, f"Write {output}.", edits=edits, severity=severity)

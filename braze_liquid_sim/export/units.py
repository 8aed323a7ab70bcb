"""What is exported of each template: the texts that an author pastes, in the order of Braze's form."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from braze_liquid_sim.dialect.parser import parse
from braze_liquid_sim.engine.analysis import Analysis, analyse
from braze_liquid_sim.export.stripping import stripped
from braze_liquid_sim.model import Source
from braze_liquid_sim.workspace.fields import fields_of
from braze_liquid_sim.workspace.parameters import declared, filled, filled_text, redacted
from braze_liquid_sim.workspace.sources import KINDS

LABELS = {
    "url": "Webhook URL",
    "method": "HTTP method",
    "subject": "Subject",
    "preheader": "Preheader",
    "from": "From",
    "reply_to": "Reply-to",
    "title": "Title",
    "body": "Body",
    "call": "How to call it",
}


_VARIABLE = re.compile(r"[A-Za-z_][\w-]*")

FOLDERS = {kind: folder for folder, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Text:
    """One text to paste into one field."""

    field: str
    """``body``, ``subject``, ``url``, ``headers.Authorization``, ``body.key`` …"""
    text: str
    secret: bool = False
    """Whether the value of a secret parameter stands in it."""
    public: str = ""
    """The text with names in the places of secrets: what may be shown of it."""

    @property
    def label(self) -> str:
        """How Braze's form calls the field."""
        kind, _, name = self.field.partition(".")
        if kind == "headers":
            return f"Header {name}"
        return f"Body: {name}" if name else LABELS[self.field]


@dataclass(frozen=True, slots=True)
class Unit:
    """One template, ready to paste."""

    name: str
    """As the workspace calls it: the file's stem."""
    kind: str
    texts: tuple[Text, ...]
    calls: tuple[str, ...] = ()
    """The content blocks that it calls, by name."""
    description: str = ""
    needs: Mapping[str, str] = field(default_factory=dict)
    """What a content block wants to be set before it is called, and what it is."""
    parameters: tuple[str, ...] = ()
    """The names of its parameters."""
    secrets: tuple[str, ...] = ()
    """The names of those that are secret, redacted or not."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What its front matter says under ``parameters`` to whoever pastes it: a credential to store, a switch to set."""
    tags: tuple[str, ...] = ()
    state: str = "active"
    """Of a content block: ``active`` or ``draft``."""

    @property
    def path(self) -> str:
        """Its name with the folder that such templates stand in."""
        return f"{FOLDERS[self.kind]}/{self.name}"

    @property
    def tag(self) -> str:
        """What calls a content block."""
        return f"{{{{content_blocks.${{{self.name}}}}}}}" if self.kind == "content_block" else ""

    @property
    def snippet(self) -> str:
        """The tag with the variables before it that the block needs, to copy into a message."""
        names = [name.strip() for names in self.needs for name in names.split(",")]
        sets = "".join(f"{{%- assign {name} = '' -%}}\n" for name in names if _VARIABLE.fullmatch(name))
        return f"{sets}{self.tag}"


def units(
    sources: Iterable[Source], values: Mapping[str, Mapping[str, str]], *, comments: Collection[str] = ()
) -> list[Unit]:
    """The templates as they are exported: blocks first, each before those who call it.

    ``values`` are those of the parameters by the name of the source; ``comments`` are the kinds that are left out.
    """
    return _ordered(
        [unit_of(source, Path(source.name).stem, values.get(source.name, {}), comments=comments) for source in sources]
    )


def _ordered(found: list[Unit]) -> list[Unit]:
    """By kind and name, but blocks behind the blocks that they call; those that call each other stay as they are."""
    blocks = {unit.name: unit for unit in sorted(found, key=lambda unit: unit.name) if unit.kind == "content_block"}
    ordered: dict[str, Unit] = {}

    def place(unit: Unit, above: tuple[str, ...] = ()) -> None:
        for call in unit.calls:
            if call in blocks and call not in ordered and call not in above:
                place(blocks[call], (*above, unit.name))
        ordered.setdefault(unit.name, unit)

    for unit in blocks.values():
        place(unit)
    rest = [unit for unit in found if unit.kind != "content_block"]
    return [*ordered.values(), *sorted(rest, key=lambda unit: (unit.kind, unit.name))]


def unit_of(source: Source, name: str, values: Mapping[str, str], *, comments: Collection[str] = ()) -> Unit:
    """One template with values in the places of its parameters."""
    secrets = {parameter.name: redacted(parameter) for parameter in declared(source).values() if parameter.secret}
    source = filled(source, values)
    # Not a search for the value: a filter may have changed it.
    public = _texts(filled(source, {**values, **secrets}), comments)
    texts = [
        Text(field, text, text != shown, shown)
        for (field, text), (_, shown) in zip(_texts(source, comments), public, strict=True)
    ]
    return Unit(
        name,
        source.kind,
        tuple(texts),
        calls=calls_of(source),
        description=str(source.front_matter.get("description") or ""),
        needs=_needs(source),
        parameters=tuple(values),
        secrets=tuple(secrets),
        notes=_notes(source),
        tags=_tags(source),
        state=_state(source),
    )


def _needs(source: Source) -> dict[str, str]:
    needs = source.front_matter.get("needs")
    if source.kind != "content_block" or not isinstance(needs, dict):
        return {}
    return {str(name): str(what) for name, what in needs.items()}


def _notes(source: Source) -> dict[str, str]:
    parameters = source.front_matter.get("parameters")
    entries = parameters.items() if isinstance(parameters, dict) else ()
    return {str(name): what for name, what in entries if isinstance(what, str)}


def _tags(source: Source) -> tuple[str, ...]:
    tags = source.front_matter.get("tags")
    return tuple(map(str, tags)) if isinstance(tags, list) else ()


def _state(source: Source) -> str:
    return "draft" if source.front_matter.get("state") == "draft" else "active"


def _texts(source: Source, comments: Collection[str]) -> list[tuple[str, str]]:
    """The fields of a template in the order of Braze's form."""
    fields = fields_of(source)
    texts = [(name, field.template) for name, field in fields if name != "body"]
    if fields.url:
        texts.insert(1, ("method", fields.method))
    if fields.body is source:
        body = stripped(source, comments)
        texts.append(("body", filled_text(body, range(len(body) + 1), source)[0]))
    elif fields.body:
        texts.append(("body", fields.body.template))
    return texts


def calls_of(source: Source) -> tuple[str, ...]:
    """The content blocks that any field of a template calls, by name, in the order of the text."""
    analysis = Analysis()
    for _, field_source in fields_of(source):
        analyse(parse(field_source).body, analysis)
    return tuple(analysis.blocks)

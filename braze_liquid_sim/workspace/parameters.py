"""Parameters: what differs from one environment to another, written ``[[ name ]]`` and declared in the front matter.

    parameters:
      project_secret:
        type: secret
        description: the PassKit project's secret, not its encryption key
        example: example-project-secret
        from: {env: PASSKIT_PROJECT_SECRET}

Wherever a template is rendered or checked its examples stand in it, so that nothing real is needed for either. A
description alone, ``name: text``, declares nothing: it is a note for whoever pastes the template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import MappedSource, Source, Span
from braze_liquid_sim.workspace.names import suggestion

TYPES = ("text", "secret", "url", "id", "integer")
"""What a value may be; all but ``secret`` are shown in reports."""

ORIGINS = ("env", "dotenv", "setting")
"""Where a value comes from: an environment variable, a key of the file ``.env``, a value of the settings."""

PLACE = re.compile(r"\[\[\s*([A-Za-z_]\w*)\s*(?:\|[^\[\]\n]*)?\]\]", re.ASCII)
"""``[[ name ]]`` or ``[[ name | filter ]]``: what Jinja2 fills in."""

_KEYS = ("type", "description", "example", "from")

Origin = Literal["env", "dotenv", "setting"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a template, as its front matter declares it."""

    name: str
    type: str
    description: str
    example: str
    origin: Origin = "setting"
    key: str = ""
    """The name that the value has where it comes from."""

    @property
    def secret(self) -> bool:
        """Whether its value is never shown."""
        return self.type == "secret"


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a parameter stands; ``start`` and ``end`` are offsets in the file."""

    name: str
    start: int
    end: int


def declared(source: Source) -> dict[str, Parameter]:
    """The parameters that a template's front matter declares, by name.

    Raises:
        UsageError: a declaration lacks its example, or has a key or a type that there is not.
    """
    table = source.front_matter.get("parameters")
    if not isinstance(table, dict):
        return {}
    return {str(name): _parameter(str(name), entry, source) for name, entry in table.items() if isinstance(entry, dict)}


def _parameter(name: str, entry: Mapping[Any, Any], source: Source) -> Parameter:
    def wrong(message: str, help: str) -> UsageError:
        at = source.text.find(f"{name}:")
        line, _ = source.position(max(at, 0))
        return UsageError(f"{source.name}:{line}: the parameter {name}: {message}", help=help)

    for key in entry:
        if key not in _KEYS:
            raise wrong(f"unknown key {key!r:.40}", suggestion(str(key), _KEYS))
    type_ = entry.get("type", "text")
    if type_ not in TYPES:
        raise wrong(f"unknown type {type_!r:.40}", suggestion(str(type_), TYPES))
    example = entry.get("example")
    if not isinstance(example, str | int) or isinstance(example, bool) or not str(example):
        raise wrong("it has no example", "Write example: with a harmless value; previews and checks use it.")
    origin, key = _origin(name, entry.get("from"), wrong)
    return Parameter(name, type_, str(entry.get("description") or ""), str(example), origin, key)


def _origin(name: str, written: Any, wrong: Callable[[str, str], UsageError]) -> tuple[Origin, str]:
    if written is None:
        return "setting", name
    if isinstance(written, dict) and len(written) == 1:
        [(origin, key)] = written.items()
        if origin in ORIGINS and isinstance(key, str) and key:
            return origin, key
    raise wrong(
        "from: names no place",
        "Write {env: NAME}, {dotenv: NAME} or {setting: NAME}; without from: it is the setting of its own name.",
    )


def redacted(parameter: Parameter) -> str:
    """What stands in the place of a secret wherever it may not be shown."""
    return f"<{parameter.name.upper()}>"


def with_examples(source: Source) -> Source:
    """The template as it is rendered and checked: the examples in the places of its parameters."""
    return filled(source, {name: parameter.example for name, parameter in declared(source).items()})


def filled(source: Source, values: Mapping[str, str]) -> Source:
    """The template with values in the places of its parameters; spans refer to the file as written all the same.

    Raises:
        UsageError: a place names a parameter that is not among the values.
    """
    if not values:
        return source
    source = replace(source, values=dict(values))
    start = source.body_start
    text, offsets = filled_text(source.text[start:], range(start, len(source.text) + 1), source)
    return MappedSource(
        source.text, source.name, source.kind, source.front_matter, start, source.values, text, tuple(offsets)
    )


def filled_text(text: str, offsets: Any, source: Source) -> tuple[str, tuple[int, ...]]:
    """A part of a template with the values of the source in it, and where in the file each character stands."""
    if not source.values or not PLACE.search(text):
        return text, tuple(offsets)
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for found in PLACE.finditer(text):
        pieces.append(text[at : found.start()])
        places += offsets[at : found.start()]
        value = _value(found, source, offsets[found.start()])
        pieces.append(value)
        first, last = offsets[found.start()], offsets[found.end() - 1]
        places += [first] * (len(value) - 1) + [last] * bool(value)
        at = found.end()
    pieces.append(text[at:])
    places += offsets[at:]
    return "".join(pieces), tuple(places)


def _value(found: re.Match[str], source: Source, offset: int) -> str:
    line, column = source.position(offset)
    if found[1] not in source.values:
        raise UsageError(
            f"{source.name}:{line}:{column}: [[ {found[1]} ]] is no parameter of this template",
            help=suggestion(found[1], source.values) or "Declare it under parameters: in the front matter.",
        )
    if "|" not in found[0]:
        # What Jinja2 would make of a name alone; loading it takes as long as a whole render.
        return source.values[found[1]]
    from jinja2 import TemplateError

    try:
        return str(_environment().from_string(found[0]).render(source.values))
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        # What went wrong may quote a value, and a value may be a secret.
        told = "" if any(value in str(error) for value in source.values.values()) else f": {error}"
        raise UsageError(
            f"{source.name}:{line}:{column}: {found[0]:.80} cannot be filled in{told}",
            help="Write [[ name ]], or [[ name | filter ]] with a filter of Jinja2.",
        ) from None


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[[%",
        block_end_string="%]]",
        comment_start_string="[[#",
        comment_end_string="#]]",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )


def uses(source: Source) -> Iterator[Use]:
    """The places of the parameters of a template, front matter included, in the order of the file."""
    if source.values:
        for found in PLACE.finditer(source.text):
            yield Use(found[1], found.start(), found.end())


def is_filled(span: Span) -> bool:
    """Whether a stretch of a file touches a parameter: what is rendered there is no more than an example."""
    return any(use.start < span.end and span.start < use.end for use in uses(span.source))

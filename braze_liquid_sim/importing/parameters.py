"""Parameters in the places of secrets, placeholders and samples: what a template holds of nobody's own.

The rules ``secret-in-template``, ``placeholder`` and ``sample-value`` say where. A secret is never kept: its example is
one that calls itself so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.importing.imported import Draft
from braze_liquid_sim.importing.naming import snake
from braze_liquid_sim.lint.facts.credentials import Credential, credentials, is_placeholder
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.lint.linting import lint
from braze_liquid_sim.lint.project import Project
from braze_liquid_sim.lint.rules import rules
from braze_liquid_sim.model import Finding, Source
from braze_liquid_sim.workspace.parameters import is_filled
from braze_liquid_sim.workspace.sources import end_of_front_matter, source_of

CODES = ("secret-in-template", "placeholder", "sample-value")

_ROUNDS = 50
"""Places of one template, for the case that a rule goes on finding what was put there."""

_SHORTEST = 6
"""Characters of a secret that is looked for outside of the place where it was found."""

_KEY = re.compile(r"""\|\s*hmac_\w+\s*:\s*(["'])([^"'\n]+)\1""")
_TOKEN = re.compile(r"\b(?:Bearer|Basic)[ ]+([\w.~+/-]{12,}=*)")
_SCHEME = re.compile(r"(?:Bearer|Basic)\s+", re.IGNORECASE)
_SECRET_WORDS = re.compile(r"secret|token|key|passw|bearer|credential", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s\"'<>{}|?#]+")
_KEY_BEFORE = re.compile(r'"([\w.-]+)"\s*:\s*"\s*\Z')
_VARIABLE_BEFORE = re.compile(r"""\{%-?\s*(?:assign\s+(\w+)\s*=\s*["']?|capture\s+(\w+)\s*-?%\})\s*\S*\Z""")
_FILLER = re.compile(r"^(?:your|my|insert|enter|replace(?:_with)?|put)_|_here$", re.IGNORECASE)
_IN_PARAMETER = re.compile(r"\[\[[^\[\]\n]*\]\]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a file that a parameter takes the place of."""

    start: int
    end: int
    name: str
    type: str
    description: str
    example: str
    real: bool = False
    """Whether a secret stands there, and no placeholder for one."""
    finding: Finding | None = None
    """What the rule says of it."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a parameter took the place of."""

    name: str
    value: str = field(repr=False)
    """Never to be shown where it is ``real``."""
    real: bool = False
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Parameterised:
    """A draft with its parameters."""

    draft: Draft
    replaced: tuple[Replaced, ...] = ()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What stood there in clear."""
        return tuple(one.value for one in self.replaced if one.real)


def parameterised(draft: Draft, project: Project, known: Mapping[str, str] = MappingProxyType({})) -> Parameterised:
    """Put a parameter into every place that holds a secret, a placeholder or a sample.

    ``known`` are secrets of other drafts with the names of their parameters: two secrets never share a name.
    """
    names = dict(known)
    given = draft.parameters
    replaced: list[Replaced] = []
    for _ in range(_ROUNDS):
        source = _source(draft, given)
        spot = next(_spots(source, project), None) if source else None
        if source is None or spot is None:
            break
        value = source.text[spot.start : spot.end]
        draft, name = _put(draft, spot, value, names)
        if spot.real:
            names[value] = name
        replaced.append(Replaced(name, value, spot.real, spot.finding))
    return Parameterised(draft, tuple(replaced))


def _source(draft: Draft, given: Mapping[str, Any]) -> Source | None:
    """The template so far; to the rules only the parameters that it had from the start are declared."""
    try:
        source = source_of(draft.text, draft.name, draft.kind)
    except UsageError:
        return None  # front matter of somebody else's, which lint tells of
    return replace(source, front_matter={**source.front_matter, "parameters": dict(given) or None})


def _spots(source: Source, project: Project) -> Iterator[Spot]:
    """The places, the surest first; each may change what the others are."""
    yield from _written_secrets(source.text)
    known: dict[int, Credential] = {}
    try:
        for part in File(source, project).fields.values():
            known |= {part.span(one.start, one.end).start: one for one in credentials(part)}
    except UsageError:
        return
    for finding in lint(source, project, [rules()[code] for code in CODES]):
        span = finding.span
        if span and span.end > span.start and not is_filled(span):
            start, end = _bare(source.text, span.start, span.end)
            yield replace(_spot(source.text, start, end, finding.code, known), finding=finding)


def _written_secrets(text: str) -> Iterator[Spot]:
    """Signing keys and tokens by their look alone: no rule sees them where the Liquid round them is broken."""
    for pattern, group, name, what in (
        (_KEY, 2, "signing_key", "the key that links are signed with"),
        (_TOKEN, 1, "bearer_token", "the token of the header Authorization"),
    ):
        for found in pattern.finditer(text):
            value = found[group]
            if not is_placeholder(value) and not value.startswith("example") and "[[" not in value:
                yield _secret(*found.span(group), name, what, real=True)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A place without quotes and the scheme of a header."""
    while end - start > 1 and text[start] in "\"'" and text[end - 1] == text[start]:
        start, end = start + 1, end - 1
    scheme = _SCHEME.match(text, start, end)
    return (scheme.end() if scheme else start), end


def _spot(text: str, start: int, end: int, code: str, known: Mapping[int, Credential]) -> Spot:
    if code == "sample-value":
        return _sample(text, start, end)
    value = text[start:end]
    credential = known.get(start)
    own = "" if code == "secret-in-template" else _own_name(value)
    name = own or (_name_of(credential) if credential else "token" if code == "secret-in-template" else "value")
    if code == "secret-in-template" or credential or _SECRET_WORDS.search(name) or _scheme_before(text, start):
        return _secret(start, end, name, _purpose(credential), real=code == "secret-in-template")
    return Spot(start, end, name, "text", "a value of your own", f"example-{name.replace('_', '-')}")


def _secret(start: int, end: int, name: str, description: str, *, real: bool) -> Spot:
    return Spot(start, end, name, "secret", description, f"example-{name.replace('_', '-')}", real)


def _own_name(placeholder: str) -> str:
    """What a placeholder calls itself: ``<YOUR_API_KEY>`` is ``api_key``."""
    name = snake(placeholder)
    while (shorter := _FILLER.sub("", name)) != name:
        name = shorter
    return name if len(name) > 2 and not name.startswith(("xx", "change", "example")) and name[0].isalpha() else ""


def _name_of(credential: Credential) -> str:
    if credential.place == "signing key":
        return "signing_key"
    name = snake(credential.name)
    return "bearer_token" if name in ("authorization", "proxy_authorization") else name or "token"


def _purpose(credential: Credential | None) -> str:
    if credential is None:
        return "a secret of your own"
    if credential.place == "signing key":
        return f"the key that {credential.name} signs with"
    return f"the secret of the {credential.place} {credential.name}"


def _scheme_before(text: str, start: int) -> bool:
    return bool(re.search(r"(?:Bearer|Basic)\s+\Z", text[max(0, start - 10) : start], re.IGNORECASE))


def _sample(text: str, start: int, end: int) -> Spot:
    """An id, or the whole URL where a sample ends one; it is public, so that it can stay as the example."""
    before = text[max(0, start - 200) : start]
    variable = _VARIABLE_BEFORE.search(before)
    of = f" {variable[1] or variable[2]}" if variable else ""
    for url in _URL.finditer(text, text.rfind("\n", 0, start) + 1):
        if url.start() <= start and url.end() == end:
            name = snake(of) or "url"
            return Spot(url.start(), end, name, "url", "your own in the place of the sample", url[0])
    key = _KEY_BEFORE.search(before)
    name = snake(key[1]) if key else snake(of) or "passkit_id"
    return Spot(start, end, name, "id", "your own in the place of the sample", text[start:end])


def _put(draft: Draft, spot: Spot, value: str, names: Mapping[str, str]) -> tuple[Draft, str]:
    """Put the parameter there, and into every other place of the same secret."""
    parameters: dict[str, Mapping[str, Any]] = dict(draft.parameters)
    name = _declare(parameters, spot, value, names)
    place = f"[[ {name} ]]"
    start = end_of_front_matter(draft.text)
    if spot.start >= start:
        body = draft.body
        at = spot.start - start
        draft = replace(draft, body=body[:at] + place + body[at + len(value) :])
    else:
        draft = replace(draft, front_matter=_replaced(draft.front_matter, value, place))
    if (spot.real or spot.type in ("id", "url")) and len(value) >= _SHORTEST:
        front_matter = _replaced(draft.front_matter, value, place)
        draft = replace(draft, front_matter=front_matter, body=_outside_of_parameters(draft.body, value, place))
    return replace(draft, parameters=parameters), name


def _declare(parameters: dict[str, Mapping[str, Any]], spot: Spot, value: str, names: Mapping[str, str]) -> str:
    """The name under which it is declared: one that is there for the same, or a new one."""
    entry: dict[str, Any] = {"type": spot.type, "description": spot.description, "example": spot.example}
    name, count = names.get(value, spot.name), 1
    while names.get(value) != name and (name in names.values() or not _is_same(parameters.get(name), entry, spot)):
        count += 1
        name = f"{spot.name}_{count}"
    if spot.type == "secret":
        entry["from"] = {"env": name.upper()}
    parameters.setdefault(name, entry)
    return name


def _is_same(declared: Mapping[str, Any] | None, entry: Mapping[str, Any], spot: Spot) -> bool:
    """Whether a parameter of that name would do: it is free, or stands for the same placeholder or sample."""
    return declared is None or (not spot.real and declared.get("example") == entry["example"])


def _replaced(table: Mapping[str, Any], value: str, place: str) -> dict[str, Any]:
    """The front matter with a text in all its values replaced."""

    def inside(one: Any) -> Any:
        if isinstance(one, Mapping):
            return _replaced(one, value, place)
        if isinstance(one, list):
            return [inside(item) for item in one]
        return _outside_of_parameters(one, value, place) if isinstance(one, str) else one

    return {name: inside(one) for name, one in table.items()}


def _outside_of_parameters(text: str, value: str, place: str) -> str:
    pieces = []
    at = 0
    for found in _IN_PARAMETER.finditer(text):
        pieces += [text[at : found.start()].replace(value, place), found[0]]
        at = found.end()
    return "".join([*pieces, text[at:].replace(value, place)])


def masked(text: str, secrets: tuple[str, ...]) -> str:
    """A text of the same length without secrets: those that are known, and those that are known by their look."""
    found = {one for one in secrets if len(one) >= _SHORTEST}
    found |= {match[2] for match in _KEY.finditer(text) if not is_placeholder(match[2])}
    found |= {match[1] for match in _TOKEN.finditer(text) if not is_placeholder(match[1])}
    for one in sorted(found, key=len, reverse=True):
        text = text.replace(one, "*" * len(one))
    return text

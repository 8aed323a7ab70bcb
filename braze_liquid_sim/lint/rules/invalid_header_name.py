"""A header has a name that HTTP does not allow.

Names of headers are letters and digits of ASCII and ``!#$%&'*+-.^_`|~``, without blanks. A request with any other name
is not sent, or is refused; a translated ``Authorization`` or a blank at its end is enough.

Example:
    {% connected_content https://api.example.com :headers {"X Key": "a"} :save answer %}

Instead:
    {% connected_content https://api.example.com :headers {"X-Key": "a"} :save answer %}

Source: RFC 9110, 5.1 and 5.6.2
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.web import headers
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.model import Edit, Severity, Span

TOPIC = "calls"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+", re.ASCII)
_AUTHORIZATION = re.compile(r"\s*(?:Bearer|Basic)\b", re.IGNORECASE)


def find_in_file(file: File) -> Iterator[Found]:
    """Every such name in the headers of a webhook and in those of ``connected_content``."""
    for name, source in file.parts.headers.items():
        if not _TOKEN.fullmatch(name):
            place = _place(file, name)
            help = _help(name, source.template)
            yield Found(_message(name), place, help, _renamed(file, place, _better(name, source.template)))
    for field in file.fields.values():
        yield from _in_calls(field)


def _in_calls(field: Field) -> Iterator[Found]:
    for call in field.all(ConnectedContent):
        for header in headers(field, call):
            if header.is_known and not _TOKEN.fullmatch(header.name):
                # A name without a character is shown by the quotes round it.
                at = (header.start, header.end) if header.name else (header.start - 1, header.end + 1)
                better = _better(header.name, header.value)
                edits = field.edit(header.start, header.end, better) if better else ()
                yield field.found(at, _message(header.name), _help(header.name, header.value), edits=edits)


def _renamed(file: File, place: Span, better: str) -> tuple[Edit, ...]:
    """The name put right in the front matter; two headers of one name would be no YAML."""
    if not better or place.end == place.start or better in file.parts.headers:
        return ()
    return (Edit(place.start, place.end, better),)


def _place(file: File, name: str) -> Span:
    """Where the front matter holds a name; its first line where it writes it in another way."""
    head = file.source.text[: file.source.body_start]
    found = re.search(rf"(?:^[ \t]*|[{{,][ \t]*)['\"]?{re.escape(name)}['\"]?[ \t]*:", head, re.MULTILINE)
    if not found:
        return file.span(0, 0)
    start = found.start() + found[0].index(name)
    return file.span(start, start + len(name))


def _message(name: str) -> str:
    return f"no header can be called {name!r}" if name.strip() else "a header has no name"


def _better(name: str, value: str) -> str:
    """What was meant; empty where nobody knows."""
    better = re.sub(r"\s+", "-", name.strip())
    if _TOKEN.fullmatch(better):
        return better
    return "Authorization" if _AUTHORIZATION.match(value) else ""


def _help(name: str, value: str) -> str:
    better = _better(name, value)
    if not better:
        return "Use letters of ASCII, digits and hyphens, without blanks."
    return f"Call it {better}." if name.isascii() else f"Call it {better}: names of headers are not translated."

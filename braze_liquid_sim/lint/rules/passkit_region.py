"""A call or a link goes to PassKit's other region.

``pub1`` is the EU and ``pub2`` the US. An account is in one of them. The other one takes its token, and then answers
404 to everything. The region is that of the settings (``region`` under ``[passkit]``), or of the file's first host.

Example:
    {% assign pk_project_url = 'https://pub2.pskt.io/c/ab12cd' %}

Instead:
    {% assign pk_project_url = 'https://pub1.pskt.io/c/ab12cd' %}

Source: PassKit: quickstarts for the REST API
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Literal, Text
from braze_liquid_sim.dialect.tags.case import Case
from braze_liquid_sim.dialect.tags.if_ import If
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit import hosts

TOPIC = "passkit"
SEVERITY = Severity.WARNING
FIX = "suggestion"
OF_CONSTANTS = True

_NAMES = {"eu": "pub1", "us": "pub2"}


def find_in_file(file: File) -> Iterator[Found]:
    """Hosts of another region than the account's, or than the first one's."""
    if not any(field.passkit.named for field in file.fields.values()):
        return
    said = str(file.project.passkit.get("region") or "").lower()
    region = _NAMES.get(said, said)
    for field in file.fields.values():
        for host, start, end in field.passkit.hosts:
            found = hosts.region_of(host)
            if not found or (not said and _is_chosen(field, start)):
                continue
            region = region or found
            if found != region:
                yield _found(field, host, start, end, region, said)


def _found(field: Field, host: str, start: int, end: int, region: str, said: str) -> Found:
    other = "the settings say" if said else "the file has begun with"
    message = f"{host} is PassKit's region {hosts.region_of(host)}, and {other} {region}"
    meant = host.replace(hosts.region_of(host), region)
    return field.found((start, end), message, f"Write {meant}.", edits=field.edit(start, end, meant))


def _is_chosen(field: Field, at: int) -> bool:
    """Whether a condition decides about it."""
    around: list[Text | Literal] = [*field.texts, *field.all(Literal)]
    items = [item for item in around if item.start <= at < item.end]
    return any(isinstance(one, If | Case) for item in items for one in field.ancestors(item))

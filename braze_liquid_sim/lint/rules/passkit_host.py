"""A host looks like PassKit's and is none of them.

PassKit's API answers at ``api.pub1.passkit.io`` (the EU) and ``api.pub2.passkit.io`` (the US), with dots; links open at
``pub1.pskt.io`` and ``pub2.pskt.io``. ``api-pub1``, with a hyphen, stands in copies of one page only.

Example:
    {% connected_content https://api-pub1.passkit.io/members/member/id/{{ id }} :auth_credentials passkit :save m %}

Instead:
    {% connected_content https://api.pub1.passkit.io/members/member/id/{{ id }} :auth_credentials passkit :save m %}

Source: PassKit: quickstarts for the REST API; smart-pass-link-from-csv-generator
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit import hosts

TOPIC = "passkit"
SEVERITY = Severity.ERROR
FIX = "suggestion"
OF_CONSTANTS = True


def find(field: Field) -> Iterator[Found]:
    """Every such host that is written out."""
    for host, start, end in field.passkit.hosts:
        meant = hosts.corrected(host)
        if meant:
            where = hosts.REGIONS[hosts.region_of(meant)]
            other = "" if hosts.region_of(host) in hosts.REGIONS else "; pub2 is that of the US"
            help = f"Write {meant}, which is that of accounts in the {where}{other}."
            yield field.found((start, end), f"PassKit has no host {host}", help, edits=field.edit(start, end, meant))

"""A user can write members of their own into JSON.

Found by rendering twice: for a user whose texts hold quotes, and for the same user with harmless letters instead. The
members of the JSON must be the same; where they are not, whoever chose that name chose the data: points, a tier, an
expiry, somebody else's id. A signature does not help, for it is made behind the change.

Example:
    {"name":"{{ ${first_name} }}","points":"100"}

Instead:
    {"name":"{{ ${first_name} | json_escape }}","points":"100"}

Source: measured: of two equal keys common readers take the later one
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from braze_liquid_sim.checks.evidence.blame import NOBODY, Blame
from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.payloads import Payload, payloads
from braze_liquid_sim.checks.evidence.quoting import whole
from braze_liquid_sim.checks.evidence.readers import keys, read
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity

TOPIC = "json"
SEVERITY = Severity.ERROR

_NAMED = 5
"""Members that a message names."""


def find(case: Case) -> Iterator[Found]:
    """Every text meant to be JSON that has other members than it has for the harmless user."""
    suspects = [payload for payload in payloads(case) if '"' in payload.text]
    if not suspects or case.harmless is None:
        return
    usual: dict[tuple[str, int], Payload] = dict(_numbered(payloads(case.harmless)))
    for key, payload in _numbered(suspects):
        if key in usual and (added := _added(usual[key].text, payload.text)):
            yield from _found(case, payload, added)


def _numbered(found: Iterable[Payload]) -> Iterator[tuple[tuple[str, int], Payload]]:
    """Payloads by what they are and how many of the kind came before."""
    seen: Counter[str] = Counter()
    for payload in found:
        yield (payload.what, seen[payload.what]), payload
        seen[payload.what] += 1


def _added(usual: str, text: str) -> list[str]:
    """The members that one JSON has more often than the other; none where either cannot be read."""
    try:
        more = Counter(keys(read(text))) - Counter(keys(read(usual)))
    except ValueError:
        return []
    return list(more)


def _found(case: Case, payload: Payload, added: list[str]) -> Iterator[Found]:
    added = [path for path in added if not path.endswith("]")] or added
    blame = _writer(case, payload, added[0])
    guilty = [name for name in blame.attributes if '"' in case.value(name)]
    if not guilty:
        return  # a member that the template adds for some values
    blame = blame.only(guilty)
    names = ", ".join(added[:_NAMED]) + (" …" if len(added) > _NAMED else "")
    message = f"a user's {blame.names} can write members into {payload.what}: {names}"
    help = "Escape it last, inside the quotes: {{ … | json_escape }}."
    shown = case.starred(whole(payload.text.strip()))
    yield Found(message, blame.span or case.fallback(), help, related=blame.related, shown=shown)


def _writer(case: Case, payload: Payload, path: str) -> Blame:
    """Who wrote the key of a member: the one of its places that came from a user."""
    key = json.dumps(path.rpartition(".")[2], ensure_ascii=False)[1:-1]
    written = dict.fromkeys((path, key))
    blames = [
        case.blame(payload.made, found.start() + 1)
        for one in written
        for found in re.finditer(rf'"{re.escape(one)}"\s*:', payload.text)
    ]
    return next((blame for blame in blames if blame.attributes), NOBODY)

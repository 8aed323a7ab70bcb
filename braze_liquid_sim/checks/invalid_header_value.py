"""The value of a header cannot be sent.

A line break in it begins another header, or ends the request; other control characters are refused, and what is not
ASCII arrives as something else. A token with a blank at its end is another token.

Example:
    ---
    url: https://api.example.com/
    headers:
      X-Name: '{{ ${first_name} }}'
    ---
    {}

Instead:
    ---
    url: https://api.example.com/
    headers:
      X-Name: '{{ ${first_name} | url_param_escape }}'
    ---
    {}

Source: RFC 9110, section 5.5
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity

TOPIC = "calls"
SEVERITY = Severity.ERROR

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def find(case: Case) -> Iterator[Found]:
    """Every header of a webhook and of Connected Content."""
    for name, text in case.texts.items():
        if name.startswith("headers."):
            yield from _in_field(case, name, text)
    for call in case.calls:
        for name, value in call.headers.items():
            fault = _fault(str(value).strip())
            if fault:
                yield Found(_message(name, fault[0]), call.span, _HELP, severity=fault[2])


_HELP = "Escape it: {{ … | url_param_escape }} or | base64_encode; take line breaks out with | strip_newlines."


def _in_field(case: Case, field: str, text: str) -> Iterator[Found]:
    fault = _fault(text.strip())
    if fault:
        what, at, severity = fault
        blame = case.blame(field, at + len(text) - len(text.lstrip()))
        name = field.removeprefix("headers.")
        cause = f", because of what {blame.names} holds" if blame.attributes else ""
        message = _message(name, what) + cause
        yield Found(message, blame.span or case.fallback(), _HELP, severity=severity, related=blame.related)


def _message(name: str, what: str) -> str:
    return f"the header {name} has {what} in its value"


def _fault(value: str) -> tuple[str, int, Severity | None] | None:
    """What is wrong with a value, and where."""
    if found := _CONTROL.search(value):
        return ("a line break" if found[0] in "\r\n" else "a control character"), found.start(), None
    if found := _FOREIGN.search(value):
        # Some receivers read it as UTF-8.
        return f"{found[0]!r}, which is not ASCII,", found.start(), Severity.WARNING
    return None

"""Liquid is sent instead of being run.

``{{`` or ``{%`` in what is sent comes from a ``raw`` that was copied with an example, or from Liquid inside the quotes
of another tag. Text that a user typed is left alone: it must be printed as it is.

Example:
    {% raw %}Hi {{ ${first_name} }}{% endraw %}

Instead:
    Hi {{ ${first_name} | default: 'there' }}

Source: Liquid: raw; measured with Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.quoting import around
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity, Span

TOPIC = "output"
SEVERITY = Severity.ERROR

_LIQUID = re.compile(r"\{\{(?!\{).{0,200}?\}\}|\{%.{0,200}?%\}", re.DOTALL)


def find(case: Case) -> Iterator[Found]:
    """The first tag or output of each field that no user wrote."""
    for name, text in case.texts.items():
        for found in _LIQUID.finditer(text) if "{{" in text or "{%" in text else ():
            blame = case.blame(name, found.start())
            if blame.attributes:
                continue
            message = f"{name} is sent with Liquid in it: {found[0]}"
            help = "Take it out of 'raw' or out of the quotes, so that it runs: join texts with | append:."
            span = blame.span or case.fallback()
            # Whoever writes a tag or two in `raw` may mean it.
            severity = Severity.WARNING if _is_raw(span) else None
            yield Found(message, span, help, severity=severity, shown=around(text, *found.span()))
            break


def _is_raw(span: Span) -> bool:
    return span.text.strip("{%- \n").startswith("raw")

"""The main path: a template and a user in, what Braze would send out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from braze_liquid_sim.dialect.parser import Mode
from braze_liquid_sim.engine.template import Now, Template
from braze_liquid_sim.model import Limits, Outcome, Source


def compile(
    source: str | Source,
    *,
    content_blocks: Mapping[str, str | Source] | None = None,
    mode: Mode = "lax",
    line_numbers: bool = False,
    trace: bool = False,
    limits: Limits | None = None,
) -> Template:
    """Parse a template once, to render it for many users.

    ``content_blocks`` maps names to texts; ``mode`` is Ruby's: ``lax`` takes what it understands, ``strict`` refuses
    the rest. A template that cannot be parsed gives a Template whose every render is ``Failed``.
    """
    return Template(source, content_blocks, mode=mode, line_numbers=line_numbers, trace=trace, limits=limits)


def render(
    source: str | Source,
    user: Any = None,
    *,
    data: Mapping[str, Any] | None = None,
    now: Now = None,
    content_blocks: Mapping[str, str | Source] | None = None,
    answers: Any = None,
    catalogs: Any = None,
    selections: Any = None,
    translations: Any = None,
    mode: Mode = "lax",
    line_numbers: bool = False,
    trace: bool = False,
) -> Outcome:
    """Render a template for a user.

    ``data`` are plain variables; ``answers``, ``catalogs``, ``selections`` and ``translations`` are reserved for the
    tags that ask other services, and not used yet.
    """
    template = compile(source, content_blocks=content_blocks, mode=mode, line_numbers=line_numbers, trace=trace)
    return template.render(user, data=data, now=now)

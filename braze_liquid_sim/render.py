"""The main path: a template and a user in, what Braze would send out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.engine.template import Now, Template
from braze_liquid_sim.model import Limits, Outcome, Source
from braze_liquid_sim.ruby.time import Time

if TYPE_CHECKING:
    from pathlib import Path

    from braze_liquid_sim.dialect.parser import Mode
    from braze_liquid_sim.dialect.services import Services
    from braze_liquid_sim.engine.cache import Cache


def compile(
    source: str | Source,
    *,
    content_blocks: Mapping[str, str | Source] | None = None,
    answers: Any = None,
    catalogs: Mapping[str, Mapping[str, Any]] | None = None,
    selections: Mapping[str, list[Any]] | None = None,
    translations: Mapping[str, str] | None = None,
    mode: Mode = "lax",
    line_numbers: bool = False,
    trace: bool = False,
    limits: Limits | None = None,
    cache_dir: str | Path | None = None,
) -> Template:
    """Parse a template once, to render it for many users.

    ``answers`` (URL to ``{"status", "headers", "body"}``, or a list of answers), ``catalogs`` (catalog to id to item),
    ``selections`` (``"catalog/selection"`` to items) and ``translations`` (id to text) answer the tags that ask.

    ``content_blocks`` maps names to texts; ``mode`` is Ruby's: ``lax`` takes what it understands, ``strict`` refuses
    the rest. A template that cannot be parsed gives a Template whose every render is ``Failed``.

    With ``cache_dir`` the generated code is kept in that folder, and found there the next time. It must be a folder of
    one's own, for what stands in it is run; it is made where there is none.
    """
    provider = _Later(answers, catalogs or {}, selections or {}, translations or {})
    return Template(
        source,
        content_blocks,
        mode=mode,
        line_numbers=line_numbers,
        trace=trace,
        limits=limits,
        services=provider.begin,
        cache=_cache(cache_dir),
    )


def _cache(folder: str | Path | None) -> Cache | None:
    if folder is None:
        return None
    from braze_liquid_sim.engine.cache import Cache

    return Cache(folder)


class _Later:
    """The services of a template, loaded by the first render that asks for one."""

    def __init__(self, *given: Any) -> None:
        self._given = given
        self._provider: Any = None

    def begin(self, user: Mapping[str, Any], now: Time, rerender: Callable[[str], str]) -> Services:
        """The services of one render."""
        if self._provider is None:
            from braze_liquid_sim.services.provider import Provider

            self._provider = Provider(*self._given)
        return self._provider.begin(user, now, rerender)  # type: ignore[no-any-return]


def render(
    source: str | Source,
    user: Any = None,
    *,
    data: Mapping[str, Any] | None = None,
    now: Now = None,
    content_blocks: Mapping[str, str | Source] | None = None,
    answers: Any = None,
    catalogs: Mapping[str, Mapping[str, Any]] | None = None,
    selections: Mapping[str, list[Any]] | None = None,
    translations: Mapping[str, str] | None = None,
    mode: Mode = "lax",
    line_numbers: bool = False,
    trace: bool = False,
) -> Outcome:
    """Render a template for a user; ``data`` are plain variables, the rest is as in :func:`compile`."""
    template = compile(
        source,
        content_blocks=content_blocks,
        answers=answers,
        catalogs=catalogs,
        selections=selections,
        translations=translations,
        mode=mode,
        line_numbers=line_numbers,
        trace=trace,
    )
    return template.render(user, data=data, now=now)

"""The main path: a template and a user in, what Braze would send out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.engine.template import Now, Template
from braze_liquid_sim.model import Limits, Outcome, Source
from braze_liquid_sim.ruby.time import Time

if TYPE_CHECKING:
    from pathlib import Path

    from braze_liquid_sim.dialect.parser import Mode
    from braze_liquid_sim.dialect.services import Rendering, Services
    from braze_liquid_sim.engine.cache import Cache
    from braze_liquid_sim.services.http import Transport
    from braze_liquid_sim.services.memory import Memory
    from braze_liquid_sim.services.promotions import Promotions


def compile(
    source: str | Source,
    *,
    content_blocks: Mapping[str, str | Source] | None = None,
    answers: Any = None,
    catalogs: Mapping[str, Mapping[str, Any]] | None = None,
    selections: Mapping[str, Any] | None = None,
    translations: Mapping[str, Any] | None = None,
    promotions: Mapping[str, Any] | Promotions | None = None,
    carts: Mapping[str, Any] | None = None,
    data_objects: Mapping[str, list[Any]] | None = None,
    landing_pages: Mapping[str, str] | None = None,
    credentials: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | None = None,
    faults: str | None = None,
    preview: bool = False,
    transport: Transport | None = None,
    allow_hosts: Collection[str] = (),
    memory: Memory | None = None,
    seed: int = 0,
    mode: Mode = "lax",
    line_numbers: bool = False,
    trace: bool = False,
    limits: Limits | None = None,
    cache_dir: str | Path | None = None,
) -> Template:
    """Parse a template once, to render it for many users.

    What answers the tags that ask the world outside: ``answers`` (URL to ``{"status", "headers", "body"}``, or a list
    of answers), ``catalogs`` (catalog to id to item), ``selections`` (``"catalog/selection"`` to items, or to the
    selection's filters and sort), ``translations`` (id to text, or locale to id to text), ``promotions`` (list to
    codes), ``carts`` (id to cart), ``data_objects`` (type to objects), ``landing_pages`` (handle to URL),
    ``credentials`` (name to ``{"user", "password"}``, or to ``{"headers", "domains"}``). Random numbers begin with
    ``seed``.

    ``faults`` goes wrong with every web call: ``timeout``, ``404``, ``500``, ``slow``, ``not-json`` or ``empty``.
    In a ``preview`` calls are not retried. A ``transport`` makes the calls instead of the answers, and ``allow_hosts``
    may be called at any port. Answers are cached as long as the Template lives, or a ``memory`` that it shares.

    ``content_blocks`` maps names to texts; ``mode`` is Ruby's: ``lax`` takes what it understands, ``strict`` refuses
    the rest. A template that cannot be parsed gives a Template whose every render is ``Failed``.

    With ``cache_dir`` the generated code is kept in that folder, and found there the next time. It must be a folder of
    one's own, for what stands in it is run; it is made where there is none.
    """
    provider = _Later(
        answers=answers,
        catalogs=catalogs,
        selections=selections,
        translations=translations,
        promotions=promotions,
        carts=carts,
        data_objects=data_objects,
        landing_pages=landing_pages,
        credentials=credentials,
        faults=faults,
        preview=preview,
        transport=transport,
        allow_hosts=allow_hosts,
        memory=memory,
        seed=seed,
    )
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

    def __init__(self, **given: Any) -> None:
        self._given = {name: value for name, value in given.items() if value is not None}
        self._provider: Any = None

    def begin(self, user: Mapping[str, Any], now: Time, rerender: Rendering) -> Services:
        """The services of one render."""
        if self._provider is None:
            from braze_liquid_sim.services.provider import Provider

            self._provider = Provider(**self._given)
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
    selections: Mapping[str, Any] | None = None,
    translations: Mapping[str, Any] | None = None,
    promotions: Mapping[str, Any] | Promotions | None = None,
    carts: Mapping[str, Any] | None = None,
    data_objects: Mapping[str, list[Any]] | None = None,
    landing_pages: Mapping[str, str] | None = None,
    credentials: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | None = None,
    faults: str | None = None,
    seed: int = 0,
    preview_types: bool = False,
    mode: Mode = "lax",
    line_numbers: bool = False,
    trace: bool = False,
) -> Outcome:
    """Render a template for a user; ``data`` are plain variables, the rest is as in :func:`compile`.

    With ``preview_types`` texts that are numbers or booleans become those where Braze's preview guesses types.
    """
    template = compile(
        source,
        content_blocks=content_blocks,
        answers=answers,
        catalogs=catalogs,
        selections=selections,
        translations=translations,
        promotions=promotions,
        carts=carts,
        data_objects=data_objects,
        landing_pages=landing_pages,
        credentials=credentials,
        faults=faults,
        seed=seed,
        mode=mode,
        line_numbers=line_numbers,
        trace=trace,
    )
    if preview_types:
        from braze_liquid_sim.services.preview import guess_types

        user = guess_types(user)
    return template.render(user, data=data, now=now)

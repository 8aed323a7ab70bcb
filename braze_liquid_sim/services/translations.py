"""Translated texts, by locale.

Braze matches a locale by the user's language and, where the locale names one, country. That the more precise one goes
first is assumed, and so is that ``most_recent_locale`` counts where there is no language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from braze_liquid_sim.errors import RenderFailure
from braze_liquid_sim.model import Span

LARGEST = 409_600
"""Bytes of the texts of one locale."""


class Translations:
    """Texts by id, or by locale and id; a locale is written ``fr``, ``fr-CA`` or ``fr_CA``."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given
        self._measured: set[str] = set()

    def text(self, name: str, user: Mapping[str, Any], span: Span) -> str | None:
        """The text of the user's locale for an id; None where there is none."""
        # A look at the names alone, so that no file of another locale is read.
        known = {_normal(locale): locale for locale in self._given}
        for wanted in _locales(user):
            texts = self._given[known[wanted]] if wanted in known else None
            if isinstance(texts, Mapping) and texts.get(name) is not None:
                self._measure(known[wanted], texts, span)
                return str(texts[name])
        found = self._given[name] if name in self._given else None  # noqa: SIM401 (Folder.get reads a file to say no)
        return found if isinstance(found, str) else None

    def _measure(self, locale: str, texts: Mapping[str, Any], span: Span) -> None:
        if locale in self._measured:
            return
        size = sum(len(str(text).encode("utf-8", "surrogatepass")) for text in texts.values())
        if size > LARGEST:
            message = f"The texts of locale {locale!r} are {size:,} bytes; Braze takes {LARGEST:,}."
            raise RenderFailure("translation-limit", message, span, "Shorten them.")
        self._measured.add(locale)


def _locales(user: Mapping[str, Any]) -> Iterator[str]:
    """The locales that fit a user, the best first."""
    language, country = user.get("language"), user.get("country")
    recent = user.get("most_recent_locale")
    if isinstance(language, str):
        if isinstance(country, str):
            yield _normal(f"{language}-{country}")
        yield _normal(language)
    elif isinstance(recent, str):
        yield _normal(recent)
        yield _normal(recent).partition("-")[0]


def _normal(locale: str) -> str:
    return locale.replace("_", "-").casefold()

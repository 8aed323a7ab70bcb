"""How explanations are written: a format is one file here, with ``one(subject)`` and ``tables(by_kind)``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from braze_liquid_sim.cli.subjects import FIDELITIES, Subject

Tables = Mapping[str, Sequence[Subject]]
"""Subjects by their kind, in the order in which they are shown."""

Column = tuple[str, Callable[[Subject], str]]

_NAME: Column = ("name", lambda one: one.name)
_WRITTEN: Column = ("written", lambda one: one.written)
_SUMMARY: Column = ("what it is", lambda one: one.summary)
_FIDELITY: Column = ("known as", lambda one: one.fidelity)
_SOURCE: Column = ("source", lambda one: one.source)


def _fact(name: str) -> Column:
    return (name, lambda one: dict(one.facts).get(name, ""))


COLUMNS: dict[str, tuple[str, tuple[Column, ...]]] = {
    "fidelity": ("Words for how well a thing is known", (_NAME, _SUMMARY)),
    "topic": ("Topics", (_NAME, _SUMMARY)),
    "code": ("Codes", (_fact("topic"), _NAME, _fact("severity"), _fact("correction"), _SUMMARY)),
    "filter": ("Filters", (_WRITTEN, _fact("in Braze's list"), _FIDELITY, _SOURCE, _SUMMARY)),
    "tag": ("Tags", (_NAME, _FIDELITY, _SOURCE, _SUMMARY)),
    "attribute": ("Attributes", (_WRITTEN, _fact("type"), _fact("channels"), _FIDELITY, _SOURCE)),
    "namespace": ("Namespaces", (_WRITTEN, _fact("names"), _fact("sent by"), _fact("channels"), _FIDELITY, _SOURCE)),
    "variable": ("Variables that Braze sets", (_WRITTEN, _fact("type"), _FIDELITY, _SOURCE)),
}
"""Kind to the title of its table and its columns."""


def known_from(subject: Subject) -> str:
    """The word of its fidelity, and what the word means."""
    return f"{subject.fidelity} ({FIDELITIES[subject.fidelity]})" if subject.fidelity else ""

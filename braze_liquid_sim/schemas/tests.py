"""Tests of templates: the files ``tests/*.test.yaml``."""

from __future__ import annotations

from braze_liquid_sim.schemas import answers, users
from braze_liquid_sim.schemas._kinds import TEXTS, Schema, closed, described, list_of, opened, reference
from braze_liquid_sim.suite.case import OPTIONS, Given
from braze_liquid_sim.suite.expectations import expectations

_TEXT: Schema = {"type": "string"}
_TEXT_OR_LIST: Schema = {"anyOf": [_TEXT, list_of(_TEXT)]}
_YES_OR_TEXT: Schema = {"type": ["boolean", "string"]}

_EXPECTED: dict[str, Schema] = {
    "text": _TEXT,
    "contains": _TEXT_OR_LIST,
    "lacks": _TEXT_OR_LIST,
    "matches": _TEXT_OR_LIST,
    "errors": _TEXT_OR_LIST,
    "aborts": _YES_OR_TEXT,
    "fails": _YES_OR_TEXT,
    "fields": TEXTS,
    "request": opened({"method": _TEXT, "url": _TEXT, "headers": TEXTS, "body": {}}),
    "calls": {"anyOf": [{"type": "integer", "minimum": 0}, list_of({"type": "object"})]},
    "link": closed({"secret": _TEXT, "payload": {"type": "object"}, "url": _TEXT, "campaign": {"type": "object"}}),
}
"""The form of an expectation; any other may be anything."""

_EVENT: Schema = opened({"name": _TEXT, "properties": {"type": "object"}, "time": _TEXT})

_GIVEN: dict[str, Schema] = {
    "user": described({"anyOf": [_TEXT, reference("user")]}, "A user of the workspace, or a profile."),
    "set": described({"type": "object"}, "Values that are set in the user, by their path."),
    "event": described({"anyOf": [_EVENT, reference("track")]}, "What sends the message."),
    "answers": described(
        {"anyOf": [list_of(reference("answer")), {"type": "object"}]}, "Before those of the workspace."
    ),
    "now": described(_TEXT, "The time, in ISO 8601; UTC if it names no zone."),
    "faults": described({}, "A fault that every call meets."),
    "data": described({"type": "object"}, "Plain Liquid variables."),
}
"""The form of what is given; any other may be anything."""


def schema() -> Schema:
    """One case, or several with what they share."""
    shared: dict[str, Schema] = {
        "name": described(_TEXT, "What the case shows."),
        "description": _TEXT,
        "template": described(_TEXT, "The name or the file of the template; that of this file unless given."),
        "source": described(_TEXT, "The text of a template, instead of its name."),
        "kind": described({"enum": ["message", "webhook", "content_block"]}, "What source is."),
        "given": reference("given"),
        "expect": reference("expect"),
    }
    case = closed(shared, required=["name"])
    file = {"version": {"const": 1}, **shared, "cases": list_of(reference("case"), minItems=1)}
    return {
        "title": "Tests of braze-liquid",
        "description": "Cases of a template: what is given, and what is expected.",
        **closed(file),
        "definitions": {
            "case": case,
            "given": _given(),
            "expect": _expect(),
            **users.definitions(),
            **answers.definitions(),
        },
    }


def _given() -> Schema:
    names = [*(name for name in Given.__dataclass_fields__ if name != "options"), *OPTIONS]
    return closed({name: {"anyOf": [_GIVEN.get(name, {}), {"type": "null"}]} for name in names})


def _expect() -> Schema:
    kinds = {
        name: described(_EXPECTED.get(name, {}), " ".join(kind.doc.split())) for name, kind in expectations().items()
    }
    return closed({**kinds, "golden": described({"type": ["boolean", "string"]}, "The text, kept in a file.")})

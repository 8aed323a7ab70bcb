"""A variable has letters beyond a to z in its name.

Names of variables are plain letters, digits and ``_``. Ruby skips any other letter: ``{% assign café = 1 %}`` sets
``caf``, ``{% assign 이름 = 1 %}`` is a syntax error. Names of attributes may hold any letter inside ``${}``.

Example:
    {% assign größe = 42 %}{{ größe }}

Instead:
    {% assign groesse = 42 %}{{ groesse }}

Source: Braze: using Liquid (names of variables); measured with Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import NAMESPACES
from braze_liquid_sim.lint.facts.markups import LIQUID
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
EXPLAINS = True

_NAME = re.compile(r"[\w\-.]+")


def find(field: Field) -> Iterator[Found]:
    """Every name outside quotes and ``${}`` that is not ASCII."""
    if field.text.isascii():
        return
    for markup in field.markups:
        if markup.tag in LIQUID and not markup.text.isascii():
            for name in _NAME.finditer(markup.bare):
                if not name[0].isascii():
                    yield field.found(markup.place(*name.span()), f"{name[0]} is no name of a variable", _help(name[0]))


def _help(name: str) -> str:
    space, _, key = name.partition(".")
    if space in NAMESPACES and key:
        return f"Write {space}.${{{key}}}."
    return "Use the letters a to z, digits and _, wherever it is set and read; texts stand in straight quotes."

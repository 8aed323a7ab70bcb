"""The names that meet in the generated module must not hide each other."""

from __future__ import annotations

import re

from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.engine.library import library
from braze_liquid_sim.model import Limits

LOCAL = re.compile(
    r"(?:[bceflmnpst]|chain|cols|deep|rest|row|scope)\d+|v\d*_\w+|[EToekudcn]|frame|start|changed|cycles|offsets"
)


def test_no_filter_has_a_name_of_the_library() -> None:
    functions = {filter_.function.__name__: filter_.function for filter_ in filters().values()}
    shared = functions.keys() & library(Limits()).keys()
    assert {name for name in shared if library(Limits())[name] is not functions[name]} == set()


def test_no_function_has_a_name_that_generated_code_assigns() -> None:
    names = {filter_.function.__name__ for filter_ in filters().values()} | library(Limits()).keys()
    assert [name for name in sorted(names) if LOCAL.fullmatch(name)] == []

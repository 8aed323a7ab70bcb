"""Every filter is documented, says how it is known, keeps its promises and has cases."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim.dialect import filters as folder
from braze_liquid_sim.dialect.filters._registry import Fidelity, Filter, filters
from braze_liquid_sim.errors import LiquidError
from tests.filters.matrix import FEW, VALUES
from tests.filters.test_cases import TABLES
from tests.filters.values import CONTEXT
from tests.tables import cases

CASES: list[Any] = [case.values[0] for table in TABLES for case in cases(table)]
ALL = [pytest.param(filter, id=name) for name, filter in filters().items()]
PROMISED = {"str": str, "int": int, "bool": bool, "list": list, "any": object}


def test_every_decorated_function_of_the_folder_is_in_the_table() -> None:
    [path] = folder.__path__
    decorated = {
        node.name
        for file in Path(path).glob("[!_]*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.decorator_list and "liquid_filter" in ast.dump(node)
    }
    assert decorated == {filter.function.__name__ for filter in filters().values()}


@pytest.mark.parametrize("filter", ALL)
def test_says_what_it_does_and_how_we_know(filter: Filter) -> None:
    assert filter.doc.strip().partition("\n")[0].endswith(".")
    assert filter.fidelity in Fidelity.__args__
    assert filter.source
    assert filter.returns in PROMISED


@pytest.mark.parametrize("filter", ALL)
def test_arity_is_the_signature(filter: Filter) -> None:
    parameters = list(inspect.signature(filter.function).parameters.values())[2 if filter.context else 1 :]
    variadic = any(parameter.kind is parameter.VAR_POSITIONAL for parameter in parameters)
    positional = [parameter for parameter in parameters if parameter.kind is not parameter.VAR_POSITIONAL]
    assert filter.min_args == sum(parameter.default is parameter.empty for parameter in positional)
    assert filter.max_args == (None if variadic else len(positional))


@pytest.mark.parametrize("filter", ALL)
def test_has_cases_with_nil_and_values_of_other_types(filter: Filter) -> None:
    aliases = {name for name, other in filters().items() if other.function is filter.function}
    inputs = [case["input"] for case in CASES if case["filter"] in aliases]
    assert any(case["filter"] == filter.name for case in CASES)
    assert len(inputs) >= 3
    assert None in inputs
    assert len({type(value) for value in inputs}) >= 3


@pytest.mark.parametrize("filter", ALL)
def test_keeps_its_promises_for_any_value(filter: Filter) -> None:
    context = [CONTEXT] if filter.context else []
    arguments = [(FEW[i:] + FEW[:i])[: filter.min_args] for i in range(len(FEW))] if filter.min_args else [[]]
    for value in VALUES:
        for args in arguments:
            try:
                result = filter.function(*context, value, *args)
            except LiquidError:
                assert not filter.total, (value, args)
            else:
                assert isinstance(result, PROMISED[filter.returns]), (value, args)

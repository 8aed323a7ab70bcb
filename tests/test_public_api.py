from __future__ import annotations

import subprocess
import sys

import pytest

import braze_liquid_sim


def test_the_list_is_sorted_and_complete() -> None:
    names = braze_liquid_sim.__all__
    assert names == sorted(names)
    assert set(names) == {*braze_liquid_sim._HOME, "__version__"}


@pytest.mark.parametrize("name", braze_liquid_sim.__all__)
def test_every_name_is_there_and_documented(name: str) -> None:
    value = getattr(braze_liquid_sim, name)
    assert name in {"__version__", "Outcome"} or value.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'redner'"):
        _ = braze_liquid_sim.redner  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "first",
    [
        "import braze_liquid_sim.render",
        "from braze_liquid_sim.render import compile",
        "from braze_liquid_sim import Workspace",
        "from braze_liquid_sim.cli import rendering",
    ],
)
def test_render_is_the_function_whatever_was_imported_before(first: str) -> None:
    script = f"{first}\nfrom braze_liquid_sim import render\nprint(render('Hi').text)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout == "Hi\n"

"""The tags know the emitter by a protocol in their own layer; the engine's must be that."""

from __future__ import annotations

import inspect

import pytest

from braze_liquid_sim.dialect import emitting
from braze_liquid_sim.engine.emitter import Emitter

METHODS = [name for name, member in vars(emitting.Emitter).items() if inspect.isfunction(member) and name[0] != "_"]


@pytest.mark.parametrize("name", METHODS)
def test_the_engine_has_what_tags_write_with(name: str) -> None:
    promised = inspect.signature(getattr(emitting.Emitter, name)).parameters.values()
    kept = inspect.signature(getattr(Emitter, name)).parameters.values()
    assert [(one.name, one.kind, one.default) for one in kept] == [
        (one.name, one.kind, one.default) for one in promised
    ]

"""Renders Braze Liquid locally: a template and a user in, exactly what Braze would send out.

The names below are the public API. They load on first use, so that ``braze-liquid --help`` does not wait for the
engine.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from braze_liquid_sim.engine.template import Template
    from braze_liquid_sim.errors import UsageError
    from braze_liquid_sim.model import Aborted, Failed, Finding, Limits, Outcome, RenderError, Sent, Source, Span
    from braze_liquid_sim.render import compile, render
    from braze_liquid_sim.services.preview import guess_types
    from braze_liquid_sim.workspace import User, Workspace

_HOME = {
    "UsageError": "errors",
    "Aborted": "model",
    "Failed": "model",
    "Finding": "model",
    "Limits": "model",
    "Outcome": "model",
    "RenderError": "model",
    "Sent": "model",
    "Source": "model",
    "Span": "model",
    "Template": "engine.template",
    "User": "workspace",
    "Workspace": "workspace",
    "compile": "render",
    "guess_types": "services.preview",
    "render": "render",
}
"""Where each public name is defined."""

__all__ = [
    "Aborted",
    "Failed",
    "Finding",
    "Limits",
    "Outcome",
    "RenderError",
    "Sent",
    "Source",
    "Span",
    "Template",
    "UsageError",
    "User",
    "Workspace",
    "__version__",
    "compile",
    "guess_types",
    "render",
]


class _Package(ModuleType):
    """Keeps ``render`` the function: importing the module of that name would put the module in its place."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name == "render" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value

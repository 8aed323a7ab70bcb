"""What stands for the parameters in one environment, and why a value cannot stand where it should."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Source
from braze_liquid_sim.workspace import Workspace
from braze_liquid_sim.workspace.names import suggestion
from braze_liquid_sim.workspace.parameters import Parameter, declared
from braze_liquid_sim.workspace.reading import read_text

_LIQUID = ("{{", "}}", "{%", "%}", "${")
_ID = re.compile(r"[\w.-]+", re.ASCII)
_INTEGER = re.compile(r"-?\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Environment:
    """Where the values of parameters come from; nothing of it is ever shown."""

    name: str
    settings: Mapping[str, Any] = field(default_factory=dict, repr=False)
    variables: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The process's own variables."""
    dotenv: Mapping[str, str] = field(default_factory=dict, repr=False)

    def value(self, parameter: Parameter) -> str | None:
        """The value of a parameter; None where it has none here."""
        places = {"setting": self.settings, "env": self.variables, "dotenv": self.dotenv}
        value = places[parameter.origin].get(parameter.key)
        return None if value is None or value == "" else str(value)


def environment_of(workspace: Workspace, name: str, variables: Mapping[str, str]) -> Environment:
    """The environment of that name: its table in the settings, and the ``.env`` beside or above the workspace.

    Raises:
        UsageError: the settings have other environments, but not this one.
    """
    tables = workspace.settings.environments
    if name not in tables and tables:
        raise UsageError(f"no environment {name!r:.100} in the settings", help=suggestion(name, tables))
    settings = tables.get(name, {})
    if not isinstance(settings, Mapping):
        raise UsageError(
            f"environments.{name} in the settings is no table", help=f"Write [environments.{name}] and lines below it."
        )
    return Environment(name, settings, variables, _dotenv(workspace.root))


def _dotenv(root: Path) -> dict[str, str]:
    for folder in (root, root.parent):
        path = folder / ".env"
        if path.is_file():
            from dotenv import dotenv_values

            read = dotenv_values(stream=StringIO(read_text(path, path.as_posix())), interpolate=False)
            return {key: value for key, value in read.items() if value is not None}
    return {}


def values_for(
    sources: Iterable[Source], environment: Environment, known: Mapping[str, str] = MappingProxyType({})
) -> dict[str, dict[str, str]]:
    """The values of every template by the template's name; all that is missing or refused is told at once.

    Those that are ``known`` are taken as they are.

    Raises:
        UsageError: a parameter has no value, or one that cannot stand in its place.
    """
    values: dict[str, dict[str, str]] = {}
    problems: list[str] = []
    for source in sources:
        own: dict[str, str] = {}
        for parameter in declared(source).values():
            if parameter.name in known:
                own[parameter.name] = known[parameter.name]
                continue
            value = environment.value(parameter)
            problem = _missing(parameter, environment) if value is None else _refused(parameter, value)
            if problem:
                problems.append(f"{source.name}: the parameter {parameter.name} {problem}")
            else:
                own[parameter.name] = str(value)
        values[source.name] = own
    if problems:
        raise UsageError("\n".join(dict.fromkeys(problems)), help="Give each a value that fits, and export again.")
    return values


def _missing(parameter: Parameter, environment: Environment) -> str:
    places = {
        "setting": f"[environments.{environment.name}] of the settings",
        "env": "the environment variables",
        "dotenv": "the file .env",
    }
    return f"has no value: {parameter.key} is not in {places[parameter.origin]}"


def _refused(parameter: Parameter, value: str) -> str:
    """Why a value is none of its type; the value itself is not shown, for it may be a secret."""
    if any(ord(character) < 32 or ord(character) == 127 for character in value):
        return "holds a line break or another control character"
    if value != value.strip():
        return "begins or ends with a blank"
    if any(mark in value for mark in _LIQUID):
        return "holds a mark of Liquid: {{, {%, ${ or their ends"
    check = _CHECKS.get(parameter.type)
    return check(value) if check else ""


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        return "is no URL"
    return (
        "" if parts.scheme in ("http", "https") and parts.netloc and " " not in value else "is no URL with http(s)://"
    )


def _id(value: str) -> str:
    return "" if _ID.fullmatch(value) else "is no id: letters, digits, '.', '_' and '-'"


def _integer(value: str) -> str:
    return "" if _INTEGER.fullmatch(value) else "is no whole number"


_CHECKS: dict[str, Callable[[str], str]] = {"url": _url, "id": _id, "integer": _integer}


def secrets_of(sources: Iterable[Source], values: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The values that must never be shown."""
    for source in sources:
        for parameter in declared(source).values():
            if parameter.secret and parameter.name in values[source.name]:
                yield values[source.name][parameter.name]

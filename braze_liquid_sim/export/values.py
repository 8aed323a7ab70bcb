"""What stands for the parameters in one environment, and why a value cannot stand where it should."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Source
from braze_liquid_sim.workspace import Workspace
from braze_liquid_sim.workspace.names import suggestion
from braze_liquid_sim.workspace.parameters import Parameter, declared, redacted
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

    def value(self, parameter: Parameter) -> Any:
        """The value of a parameter; None where it has none here.

        A variable that the process does not have is looked for in ``.env``, as everybody's tools do.
        """
        places: dict[str, tuple[Mapping[str, Any], ...]] = {
            "setting": (self.settings,),
            "env": (self.variables, self.dotenv),
            "dotenv": (self.dotenv,),
        }
        found = (place.get(parameter.key) for place in places[parameter.origin])
        return next((value for value in found if value not in (None, "")), None)


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
    sources: Iterable[Source], environment: Environment, *, redact: bool = False
) -> dict[str, dict[str, str]]:
    """The values of every template by the template's name; all that is missing or refused is told at once.

    With ``redact`` names stand for secrets, which need no value then.

    Raises:
        UsageError: a parameter has no value, or one that cannot stand in its place.
    """
    values: dict[str, dict[str, str]] = {}
    problems: dict[str, list[str]] = {}
    secret_missing = False
    for source in sources:
        own = values.setdefault(source.name, {})
        for parameter in declared(source).values():
            value = redacted(parameter) if redact and parameter.secret else environment.value(parameter)
            problem = _problem(parameter, value, environment)
            own[parameter.name] = str(value)
            secret_missing |= bool(problem) and parameter.secret
            if problem:
                problems.setdefault(f"the parameter {parameter.name} {problem}", []).append(source.name)
    if problems:
        more = " --redact writes names in the places of secrets." if secret_missing else ""
        told = "\n".join(f"{problem} ({', '.join(names)})" for problem, names in problems.items())
        raise UsageError(told, help=f"Give each a value that fits, and export again.{more}")
    return values


def _problem(parameter: Parameter, value: Any, environment: Environment) -> str:
    if value is None:
        return _missing(parameter, environment)
    if not isinstance(value, str | int) or isinstance(value, bool):
        return "is neither a text nor a whole number"
    return "" if value == redacted(parameter) else _refused(parameter, str(value))


def _missing(parameter: Parameter, environment: Environment) -> str:
    places = {
        "setting": f"not in [environments.{environment.name}] of the settings",
        "env": "neither an environment variable nor in .env",
        "dotenv": "not in .env",
    }
    return f"has no value: {parameter.key} is {places[parameter.origin]}"


def _refused(parameter: Parameter, value: str) -> str:
    """Why a value is none of its type; the value itself is not shown, for it may be a secret."""
    if any(ord(character) < 32 or ord(character) == 127 for character in value):
        return "holds a line break or another control character"
    if value != value.strip():
        return "begins or ends with a blank"
    if any(mark in value for mark in _LIQUID):
        return "holds a mark of Liquid: {{, {%, ${ or their ends"
    if parameter.secret and value == parameter.example:
        return "has the value of its example, which is no secret"
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

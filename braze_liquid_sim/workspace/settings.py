"""Where a workspace is, and its settings: ``braze-liquid.toml``, or ``[tool.braze-liquid]`` in a pyproject.toml."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace.names import suggestion
from braze_liquid_sim.workspace.reading import read_text
from braze_liquid_sim.workspace.sources import KINDS

SETTINGS_FILE = "braze-liquid.toml"

VERSION = 1
"""The layout of workspaces that this version reads."""

_SETTINGS: dict[str, type] = {
    "version": int,
    "path": str,
    "secret_headers": list,
    "credentials": dict,
    "environments": dict,
    "lint": dict,
    "passkit": dict,
}
_WORDS: dict[type, str] = {int: "whole number", str: "text", list: "list", dict: "table"}
_SHAPES: dict[type, str] = {
    int: "{} = 1",
    str: '{} = "…", in quotes',
    list: '{} = ["…"]',
    dict: "[{}] and its lines below",
}
_PASSKIT: dict[str, type] = {"region": str, "tiers": list, "campaigns": list}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a workspace's settings say, beside where it is."""

    secret_headers: tuple[str, ...] = ()
    """Headers of webhooks whose values are never shown, beside ``Authorization`` and its like."""
    credentials: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Credentials of ``connected_content`` by name."""
    environments: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Values of parameters: environment to name to value."""
    lint: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """The table that says which findings count; ``lint`` reads it, since it knows the codes."""
    passkit: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """The PassKit account: ``region``, and the ids of its ``tiers`` and ``campaigns``."""
    name: str = SETTINGS_FILE
    """How messages call the settings file."""


def read_settings(root: Path) -> Settings:
    """The settings of the workspace at ``root``, which stand in it or in a folder above that names it."""
    absolute = Path(os.path.abspath(root))  # noqa: PTH100 (as in find_root)
    for folder in (root, *absolute.parents):
        if (found := _root_at(folder)) and os.path.abspath(found) == str(absolute):  # noqa: PTH100
            path, table = _table_at(folder)
            if table:
                return _settings_of(table, path)
    return Settings()


def _settings_of(table: dict[str, Any], path: Path) -> Settings:
    return Settings(
        tuple(map(str, table.get("secret_headers", ()))),
        table.get("credentials", {}),
        table.get("environments", {}),
        table.get("lint", {}),
        table.get("passkit", {}),
        path.as_posix(),
    )


def _table_at(folder: Path) -> tuple[Path, dict[str, Any]]:
    own, project = folder / SETTINGS_FILE, folder / "pyproject.toml"
    if own.is_file():
        return own, _settings(own)
    if project.is_file():
        return project, _known(_toml(project).get("tool", {}).get("braze-liquid", {}), project)
    return own, {}


def find_root(start: Path, *, upwards: bool = True) -> Path | None:
    """The root of the workspace that ``start`` is, has or stands in, looking upwards; None if there is none.

    A workspace is a folder with a ``braze-liquid.toml``; a folder named by ``path`` in a ``[tool.braze-liquid]``
    (``templates`` unless it says otherwise); or a folder ``templates`` with one of the folders of a workspace in it.
    ``start`` itself needs no such name.
    """
    if not start.exists():
        return None
    start = start if start.is_dir() else start.parent
    absolute = Path(os.path.abspath(start))  # noqa: PTH100 (resolve() would follow links out of what the author sees)
    if _has_templates(start):
        return _checked(start)
    for folder in (absolute, *absolute.parents) if upwards else (absolute,):
        shown = folder if start.is_absolute() else Path(os.path.normpath(start / os.path.relpath(folder, absolute)))
        if root := _root_at(shown):
            return _checked(root)
        if folder.name == "templates" and _has_templates(shown):
            return _checked(shown)
    return None


def _root_at(folder: Path) -> Path | None:
    if (folder / SETTINGS_FILE).is_file():
        return folder / _path(_settings(folder / SETTINGS_FILE), ".", folder / SETTINGS_FILE)
    project = folder / "pyproject.toml"
    if project.is_file() and b"[tool.braze-liquid]" in project.read_bytes():
        table = _toml(project).get("tool", {}).get("braze-liquid")
        if table is not None:
            return folder / _path(_known(table, project), "templates", project)
    templates = folder / "templates"
    if (templates / SETTINGS_FILE).is_file() or _has_templates(templates):
        return templates
    return None


def _has_templates(folder: Path) -> bool:
    return any((folder / kind).is_dir() for kind in KINDS)


def _checked(root: Path) -> Path:
    if (root / SETTINGS_FILE).is_file():
        _settings(root / SETTINGS_FILE)
    if not root.is_dir():
        raise UsageError(
            f"{root.as_posix()}: the workspace's folder does not exist", help="Mend 'path' in the settings."
        )
    return root


def _path(settings: dict[str, Any], otherwise: str, file: Path) -> str:
    """The folder of the workspace; whoever wrote the settings cannot have anything else read and written."""
    path = str(settings.get("path", otherwise))
    if Path(path).is_absolute() or Path(os.path.normpath(path)).parts[:1] == ("..",):
        raise UsageError(
            f"{file.as_posix()}: path = {path!r} leads out of the settings' folder",
            help="Name a folder below it, or put the settings beside the workspace.",
        )
    return path


def _settings(path: Path) -> dict[str, Any]:
    return _known(_toml(path), path)


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    name = path.as_posix()
    try:
        return tomllib.loads(read_text(path, name))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{name}: not TOML: {error}", help="Mend the TOML at that place.") from error


def _known(table: Any, path: Path) -> dict[str, Any]:
    """Check names and types of the settings."""
    name = path.as_posix()
    if not isinstance(table, dict):
        raise UsageError(
            f"{name}: tool.braze-liquid is no table", help="Write [tool.braze-liquid] and its lines below."
        )
    _check(table, _SETTINGS, name)
    _check(table.get("passkit", {}), _PASSKIT, f"{name}: passkit")
    if table.get("version", VERSION) != VERSION:
        raise UsageError(
            f"{name}: a workspace of version {table['version']}; this braze-liquid reads version {VERSION}",
            help="Upgrade braze-liquid.",
        )
    return table


def _check(table: dict[str, Any], known: Mapping[str, type], name: str) -> None:
    for key, value in table.items():
        if key not in known:
            raise UsageError(f"{name}: unknown setting {key!r}", help=suggestion(key, known))
        if type(value) is not known[key]:
            # The value is not shown: it may be a credential that stands a line too high.
            help = f"Write {_SHAPES[known[key]].format(key)}."
            raise UsageError(f"{name}: {key} is no {_WORDS[known[key]]}", help=help)

"""An export: the units, where they are for, and the files that a target makes of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from braze_liquid_sim import __version__
from braze_liquid_sim.export.units import Unit
from braze_liquid_sim.report.report import Report

MANIFEST = "manifest.json"
"""The file that says what an export holds; a folder without it is none."""

_FORMAT = "braze-liquid-export"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export."""

    content: bytes
    secret: bool = False
    """Whether the value of a secret parameter stands in it: then only its owner may read it."""


@dataclass(frozen=True, slots=True)
class Export:
    """All that a target may know; users are not among it."""

    units: tuple[Unit, ...]
    environment: str
    report: Report
    commit: str = ""
    """The commit of the workspace, with a ``+`` where files differ from it; empty outside of git."""
    redacted: bool = False
    """Whether names stand in the places of secrets."""

    @property
    def parameters(self) -> list[str]:
        """The names of all parameters."""
        return sorted({name for unit in self.units for name in unit.parameters})


def manifest(export: Export, target: str, files: Mapping[str, File]) -> File:
    """What the files are, without a value in it: the same export has the same manifest."""
    document: dict[str, Any] = {
        "format": _FORMAT,
        "version": _VERSION,
        "tool": __version__,
        "target": target,
        "environment": export.environment,
        "commit": export.commit or None,
        "redacted": export.redacted,
        "parameters": export.parameters,
        "templates": [_template(unit) for unit in export.units],
        "files": {
            name: {"bytes": len(file.content), "sha256": sha256(file.content), "secret": file.secret}
            for name, file in sorted(files.items())
        },
    }
    return File((json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode())


def _template(unit: Unit) -> dict[str, Any]:
    return {
        "name": unit.name,
        "kind": unit.kind,
        "calls": list(unit.calls),
        "fields": [
            {"field": text.field, "bytes": len(text.text.encode()), "sha256": sha256(text.text.encode())}
            for text in unit.texts
        ],
    }


def sha256(content: bytes) -> str:
    """The checksum, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def listed_files(content: bytes) -> list[str] | None:
    """The names of the files that a manifest lists; None where it is no manifest of an export."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("format") != _FORMAT:
        return None
    files = document.get("files")
    return list(files) if isinstance(files, dict) else None

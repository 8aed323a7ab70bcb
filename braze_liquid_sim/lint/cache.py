"""What was found in files that have not changed since: one JSON file in the workspace, which may go at any time."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from braze_liquid_sim.workspace.writing import write_files

FOLDER = ".braze_liquid_cache"


class Cache:
    """Findings by file. A file of another key, or one that is damaged, counts as empty."""

    def __init__(self, root: Path, surroundings: Iterable[bytes | str]) -> None:
        """``surroundings`` is all that findings depend on beside a file's own text: blocks, settings, the day."""
        self._folder = root / FOLDER
        self._file = self._folder / "lint.json"
        self._key = digest(_code(), *surroundings)
        self._entries: dict[str, Any] = self._read()
        self._changed = False

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self._file.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        fits = isinstance(content, dict) and content.get("key") == self._key
        entries = content.get("files") if fits else None
        return entries if isinstance(entries, dict) else {}

    def get(self, name: str, key: str) -> list[dict[str, Any]] | None:
        """The findings of a file as they were stored; None where its text has changed."""
        entry = self._entries.get(name)
        if not isinstance(entry, dict) or entry.get("key") != key or not isinstance(entry.get("findings"), list):
            return None
        findings: list[dict[str, Any]] = entry["findings"]
        return findings

    def put(self, name: str, key: str, findings: list[dict[str, Any]]) -> None:
        """Remember the findings of a file."""
        self._entries[name] = {"key": key, "findings": findings}
        self._changed = True

    def write(self) -> None:
        """Write the file, if anything changed; a folder that cannot be written to goes without a cache."""
        if not self._changed:
            return
        ignore = self._folder / ".gitignore"
        if any(path.is_symlink() for path in (self._folder, self._file, ignore)):
            return  # whoever made the link could have any file written over
        with contextlib.suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            content = json.dumps({"key": self._key, "files": self._entries}, ensure_ascii=False)
            write_files({ignore: b"*\n", self._file: content.encode("utf-8", "replace")})


def digest(*parts: bytes | str) -> str:
    """A hash of parts whose borders count."""
    hashed = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(len(content).to_bytes(8, "big"))
        hashed.update(content)
    return hashed.hexdigest()


@cache
def _code() -> str:
    """What tells one version or state of braze-liquid from another: its files, their sizes and times."""
    parts: list[str] = []
    for folder, _, names in os.walk(Path(__file__).parents[1]):
        for name in names:
            if name.endswith((".py", ".json")):
                found = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 (of 300 files, at every start)
                parts.append(f"{folder}/{name} {found.st_size} {found.st_mtime_ns}")
    return digest(*sorted(parts))

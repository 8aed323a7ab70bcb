"""The folder ``connected_content``: answers for web calls, one file for each service or however an author likes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.services.answers import Answer, answers_of
from braze_liquid_sim.workspace.data import parse_json, parse_yaml
from braze_liquid_sim.workspace.reading import read_text

FOLDER = "connected_content"
SUFFIXES = (".yaml", ".yml", ".json")


def read_answers(root: Path) -> list[Answer]:
    """The answers of a workspace, by the names of their files; none where there is no such folder.

    Raises:
        UsageError: a file cannot be read, or holds something else.
    """
    folder = root / FOLDER
    if not folder.is_dir():
        return []
    answers: list[Answer] = []
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES and not path.name.startswith("."):
            answers += _answers_in(path, root)
    return answers


def _answers_in(path: Path, root: Path) -> list[Answer]:
    name = path.as_posix()
    if not path.resolve().is_relative_to(root.resolve()):
        raise UsageError(f"{name}: a link that leads out of the workspace", help="Copy the file into the workspace.")
    text = read_text(path, name)
    value = parse_json(text, name) if path.suffix == ".json" else parse_yaml(text, name)
    # What a call answers with may stand in files beside this one, named by `file`; they are JSON as well.
    if path.suffix == ".json" and not _is_answers(value):
        return []
    return answers_of(value, name=name, folder=path.parent)


def _is_answers(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) and "request" in item for item in value)


def recording(path: Path) -> Callable[[list[dict[str, Any]]], None]:
    """What writes answers into a file: whole or not at all.

    Answers for other requests that stand in the file already are kept; its comments are not.

    Raises:
        UsageError: there is such a file, and it holds something else than a list of answers.
    """
    kept: list[Any] = []
    if path.exists():
        kept = parse_yaml(read_text(path, path.as_posix()), path.as_posix()) or []
        if not isinstance(kept, list):
            raise UsageError(f"{path.as_posix()}: holds no list of answers", help="Record into another file.")
        answers_of(kept, name=path.as_posix(), folder=path.parent)

    def save(answers: list[dict[str, Any]]) -> None:
        new = [answer["request"] for answer in answers]
        text = _yaml([*(answer for answer in kept if answer.get("request") not in new), *answers])
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".", delete=False) as file:
                file.write(text)
            os.replace(file.name, path)  # noqa: PTH105 (one step, over the file that is there)
        except OSError as error:
            raise UsageError(f"{path.as_posix()}: cannot be written: {error.strerror}") from error

    return save


def _yaml(value: Any) -> str:
    from io import StringIO

    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    stream = StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()

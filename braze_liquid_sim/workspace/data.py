"""YAML 1.2 and JSON into plain values: None, bool, int, float, str, list and dict with text keys.

The same content gives the same values in both, so a YAML time stamp stays the text it is in JSON
(a time is written ``{"$time": …}``).
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from braze_liquid_sim.errors import UsageError

DEPTH = 100
"""Levels of nesting; Ruby's JSON stops there too."""

YAML_VALUES = 1_000_000
"""Values of one YAML document, aliases written out; a few lines of them can stand for billions."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]', re.DOTALL)


def parse_json(text: str, name: str, line: int = 1, column: int = 1) -> Any:
    """The value of a JSON text; a byte order mark before it is passed over.

    ``line`` and ``column`` say where in its file the text begins, for the places in messages.

    Raises:
        UsageError: not JSON, a key that stands twice, nesting over :data:`DEPTH`, or half a surrogate pair.
    """
    text = text.removeprefix("\ufeff")

    def place(offset: int) -> str:
        return _place(text, offset, line, column)

    try:
        value = json.loads(text, object_pairs_hook=unique_keys, parse_constant=refuse_constant)
    except json.JSONDecodeError as error:
        raise UsageError(
            f"{name}:{place(error.pos)}: not JSON: {error.msg}", help="Mend the JSON at that place."
        ) from error
    except RecursionError:
        _too_deep(name, place(_first_too_deep(text)))
    except DuplicateKey as error:
        key = error.args[0]
        raise UsageError(
            f"{name}:{place(_second_of(text, key))}: the key {key!r} stands twice in one object", help="Keep one."
        ) from None
    except ValueError as error:
        where = f":{line}" if line > 1 else ""
        raise UsageError(f"{name}{where}: not JSON: {error}") from error
    try:
        return _plain(value, None)
    except _Unfit as error:
        if error.too_deep:
            _too_deep(name, place(_first_too_deep(text)))
        where = f":{line}" if line > 1 else ""
        raise UsageError(f"{name}{where}: {error}", help=error.help) from None


def parse_yaml(text: str, name: str, first_line: int = 1) -> Any:
    """The value of one YAML 1.2 document; ``first_line`` is the line of the file that the text begins on.

    Raises:
        UsageError: as :func:`parse_json`, for tags of other types than JSON has, and for an unquoted text that YAML
            would change (``01234``, ``1.50``, ``Null``).
    """
    # 40 ms to import, and most runs that only read templates without front matter never need it.
    from ruamel.yaml.error import MarkedYAMLError

    from braze_liquid_sim.workspace.core_schema import Changed, load

    try:
        return _plain(load(text), [YAML_VALUES])
    except Changed as error:
        place = f"{error.line + first_line}:{error.column + 1}"
        raise UsageError(f"{name}:{place}: {error}", help=error.help) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f":{mark.line + first_line}:{mark.column + 1}" if mark else ""
        raise UsageError(f"{name}{place}: not YAML: {error.problem or error.context}", help=_YAML_HELP) from error
    except _Unfit as error:
        if error.too_deep:
            _too_deep(name, str(first_line))
        raise UsageError(f"{name}: {error}", help=error.help) from None
    except RecursionError:
        _too_deep(name, str(first_line))
    except Exception as error:  # The library lets its own out: a lone `!!int` is an IndexError.
        raise UsageError(f"{name}: not YAML: {(str(error) or repr(error)).splitlines()[0]}", help=_YAML_HELP) from error


def needs_check(text: str) -> bool:
    """Whether the value of this JSON text may be one that :func:`parse_json` refuses though it decodes."""
    return "\\u" in text or text.count("{") + text.count("[") > DEPTH


_YAML_HELP = "Mend the YAML there; a text with a colon, a quote or a brace in it goes into quotes."


class DuplicateKey(Exception):
    """A key that stands twice in one JSON object."""


class _Unfit(Exception):
    """A value that Liquid's data cannot hold."""

    def __init__(self, message: str, help: str = "", *, too_deep: bool = False) -> None:
        super().__init__(message)
        self.help = help
        self.too_deep = too_deep


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs; for :mod:`json`, which would keep the last of two equal keys.

    Raises:
        DuplicateKey: a key stands twice.
    """
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise DuplicateKey(key)
            seen.add(key)
    return result


def refuse_constant(word: str) -> NoReturn:
    """What :mod:`json` would take for a number and JSON does not: ``NaN``, ``Infinity``."""
    raise ValueError(f"{word} is no JSON number")


def _plain(value: Any, budget: list[int] | None, depth: int = 0) -> Any:
    """Check a loaded value and write its aliases out; ``budget`` holds the number of values still allowed."""
    if budget is not None:
        budget[0] -= 1
        if budget[0] < 0:
            raise _Unfit(f"more than {YAML_VALUES:,} values with its aliases written out", "Use fewer aliases.")
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if depth >= DEPTH:
        raise _Unfit("", too_deep=True)
    if isinstance(value, dict):
        return {_key(key): _plain(item, budget, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, budget, depth + 1) for item in value]
    raise _Unfit(
        f"a value of type {type(value).__name__}, which JSON does not have",
        "Write text, numbers, true, false, null, lists and objects only.",
    )


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _Unfit(
            f"the text {value!r:.60} holds half a surrogate pair", "Write the character itself, or both halves."
        ) from None
    return value


def _key(key: Any) -> str:
    """YAML allows numbers, booleans and null as keys; as in JSON they become the text of the same."""
    if isinstance(key, str):
        return _text(key)
    if key is None or isinstance(key, (bool, int, float)):
        return json.dumps(key)
    raise _Unfit(f"a key of type {type(key).__name__}", "Keys are text.")


def _too_deep(name: str, place: str) -> NoReturn:
    raise UsageError(
        f"{name}:{place}: nested deeper than {DEPTH} levels", help=f"Keep objects and lists within {DEPTH} levels."
    )


def _place(text: str, offset: int, line: int, column: int) -> str:
    """``line:column`` in the file of an offset in a text that begins at that line and column of it."""
    lines = text.count("\n", 0, offset)
    within = offset - text.rfind("\n", 0, offset)
    return f"{line + lines}:{within if lines else within + column - 1}"


def _first_too_deep(text: str) -> int:
    """Offset of the bracket that opens one level too many."""
    depth = 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "{[":
            depth += 1
            if depth > DEPTH:
                return token.start()
        elif mark in "}]":
            depth -= 1
    return 0


def _second_of(text: str, key: str) -> int:
    """Offset of the first key ``key`` that its object already has."""
    keys: list[set[str]] = []
    last: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "{[":
            keys.append(set())
        elif mark in "}]":
            keys.pop()
        elif mark == ":" and last is not None and json.loads(last[0], strict=False) == key:
            if key in keys[-1]:
                return last.start()
            keys[-1].add(key)
        last = token
    return 0

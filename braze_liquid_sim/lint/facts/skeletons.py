"""What is wrong with JSON whose values are not known yet: gaps stand in their places."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from braze_liquid_sim.lint.meaning.value import GAP

_STRINGS_AND_GAPS = re.compile(rf'"(?:[^"\\]|\\.)*(?:"|\Z)|({GAP})', re.DOTALL)
_SENTENCES = {
    # From Python 3.13 on; older ones miss a key or a value.
    "Illegal trailing comma before end of object": "a comma stands before the closing brace",
    "Illegal trailing comma before end of array": "a comma stands before the closing bracket",
    "Expecting ',' delimiter": "a comma is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting value": "a value is missing",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing",
    "Invalid control character at": "a line break or a tab stands inside a string",
    "Invalid \\escape": "a backslash stands before a character that needs none",
    "Unterminated string starting at": "a string is not closed",
    "Extra data": "something stands behind the end",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a text, and where in it."""

    message: str
    at: int


def mistake_in(shape: str, *, whole: bool) -> Mistake | None:
    """The first that no value in a gap could mend; ``whole`` says that nothing is put behind the text."""
    text, sure = _filled(shape)
    try:
        json.loads(text, object_pairs_hook=_refuse_twins)
    except _TwinError as twin:
        places = [match.start() for match in re.finditer(rf"{re.escape(json.dumps(twin.key))}\s*:", text)]
        return Mistake(f"the key '{twin.key}' stands twice", places[-1]) if len(places) > 1 else None
    except json.JSONDecodeError as error:
        if not sure or (not whole and error.pos >= len(text.rstrip()) - 1):
            return None
        return _told(text, error)
    except RecursionError:
        return None
    return None


def _filled(shape: str) -> tuple[str, bool]:
    """The text with something for each gap, as long as before; and whether every gap can only be a value."""
    sure = True

    def fill(match: re.Match[str]) -> str:
        nonlocal sure
        if match[1]:
            sure &= shape[: match.start()].rstrip().endswith(":") and shape[match.end() :].lstrip()[:1] in ",}"
            return "0"
        return match[0]

    return _STRINGS_AND_GAPS.sub(fill, shape), sure


def _told(text: str, error: json.JSONDecodeError) -> Mistake:
    at = min(error.pos, max(0, len(text.rstrip()) - 1))
    message = _SENTENCES.get(error.msg, error.msg)
    before = text[:at].rstrip()
    if text.startswith("'", at):
        return Mistake("JSON has double quotes, not single ones", at)
    if text[at] in "}]" and before.endswith(","):
        return Mistake(
            f"a comma stands before the closing {'brace' if text[at] == '}' else 'bracket'}", len(before) - 1
        )
    if error.pos >= len(text.rstrip()):
        message = "a brace or a bracket is not closed"
    return Mistake(message, at)


class _TwinError(Exception):
    """A key stands twice in one object."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _refuse_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found and GAP not in key:
            raise _TwinError(key)
        found[key] = value
    return found

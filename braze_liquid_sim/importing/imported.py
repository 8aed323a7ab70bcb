"""What an import comes to: drafts of templates, answers for their calls, and remarks on what was read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from braze_liquid_sim.model import Finding, Related, Severity, Source, Span
from braze_liquid_sim.runtime_codes import RUNTIME_CODES

_PLAIN = re.compile(r"[A-Za-z][\w-]*(?:[ .][\w-]+)*")
_WORDS = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")


@dataclass(frozen=True, slots=True)
class Draft:
    """A template that is not written yet."""

    kind: str
    """``message``, ``content_block`` or ``webhook``."""
    name: str
    body: str
    line: int = 1
    """Where it begins in the text that it was read from."""
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    """Texts, lists of texts and objects of texts, in the order in which they are written."""
    parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    given: bool = False
    """Whether the text itself gives the name, so that another would break what calls it."""

    @property
    def text(self) -> str:
        """The file: front matter where there is any, and the body to the letter."""
        lines = [*_lines(self.front_matter)]
        if self.parameters:
            lines += ["parameters:", *(f"  {line}" for line in _lines(self.parameters))]
        if lines or self.body.startswith("---"):
            return "".join(f"{line}\n" for line in ("---", *lines, "---")) + self.body
        return self.body


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    """Lines of YAML; whatever is no plain word is written as JSON, which is YAML too."""
    for name, value in table.items():
        key = name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)
        if isinstance(value, Mapping) and value:
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        else:
            plain = isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS
            yield f"{key}: {value if plain else json.dumps(value, ensure_ascii=False)}"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample answer for the calls that ``pattern`` fits; ``variable`` is what keeps it in the template."""

    variable: str
    pattern: str
    value: Any

    @property
    def text(self) -> str:
        """The file of answers."""
        answer = {
            "name": f"the page's sample of {self.variable}",
            "request": {"pattern": self.pattern},
            "answer": {"json": self.value},
        }
        first, *more = _lines(answer)
        return "".join(f"{line}\n" for line in (f"- {first}", *(f"  {line}" for line in more)))


@dataclass(frozen=True, slots=True)
class Imported:
    """What one text gives."""

    drafts: tuple[Draft, ...] = ()
    samples: tuple[Sample, ...] = ()
    remarks: tuple[Finding, ...] = ()
    """What was left out, or is doubtful in the text itself; they point into it."""


def remark(
    code: str, message: str, span: Span, severity: Severity, help: str = "", related: tuple[Related, ...] = ()
) -> Finding:
    """A finding of the import's own."""
    assert code in RUNTIME_CODES, code
    return Finding(code, message, span, severity, help, related=related)


def line_span(source: Source, number: int) -> Span:
    """A line of a source without the blanks round it."""
    written = source.line(number)
    start = source.line_starts[number - 1] + len(written) - len(written.lstrip())
    return Span(source, start, start + len(written.strip()))

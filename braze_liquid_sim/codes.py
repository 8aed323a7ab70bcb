"""The codes of findings: what stands in the file that finds it, beside the code that does.

A rule of ``lint`` or a check of an outcome is one module. Its name is the code (``raw_value_in_json`` →
``raw-value-in-json``), its docstring the documentation, and it holds ``TOPIC``, ``SEVERITY``, a function that finds
and, where it can mend what it finds, ``FIX``: ``safe`` where what is rendered stays the same, else ``suggestion``. The
function is ``find``, or ``find_in_file`` for a rule that looks at a whole file and not at one field after the other.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import Any, Literal

from braze_liquid_sim.discovery import modules_of
from braze_liquid_sim.model import Edit, Finding, Fix, Related, Severity, Span
from braze_liquid_sim.runtime_codes import RUNTIME_CODES

TOPICS = {
    "syntax": "what Braze cannot parse, or parses in another way than it looks",
    "names": "tags, filters, attributes and other names that do not exist",
    "variables": "what a template sets and reads",
    "blocks": "content blocks and those who call them",
    "json": "JSON that is built by a template",
    "url": "links and paths that are built by a template",
    "values": "values that some users lack",
    "dates": "dates, times and their zones",
    "calls": "what asks the web, and what is sent to it",
    "secrets": "what must not stand in a template",
    "passkit": "PassKit's links, routes and fields",
    "output": "what is sent in the end",
    "suppressions": "comments that silence findings",
}
"""What a code can be about; also names for all codes of a topic."""

FOLDERS = ("lint/rules", "checks")
"""Where the files of codes stand, from the package."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule or a check found; the code and the severity are those of its module."""

    message: str
    span: Span | None
    help: str = ""
    edits: tuple[Edit, ...] = ()
    """How to mend it, where that is known; ``FIX`` says whether it is safe."""
    severity: Severity | None = None
    """Where this one is worse or milder than its code."""
    related: tuple[Related, ...] = ()
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Documentation:
    """The parts of a docstring."""

    summary: str
    """One sentence."""
    text: str
    """Why it matters."""
    example: str
    """A template that has the finding."""
    instead: str
    """The same put right."""
    source: str
    """The page or the measurement that it rests on."""


@dataclass(frozen=True, slots=True)
class Code:
    """One rule or check."""

    code: str
    topic: str
    severity: Severity
    fix: Literal["", "safe", "suggestion"]
    documentation: Documentation
    find: Callable[[Any], Iterable[Found]]
    explains: bool = False
    """``EXPLAINS``: whether it says what was meant, so that more general rules are silent at its places."""
    of_constants: bool = False
    """``OF_CONSTANTS``: whether it judges what a constant is; the example of a parameter is never wrong by it."""
    whole_file: bool = False
    """Whether ``find`` takes a file; else it takes one field of it, or the outcome that a check looks at."""

    def finding(self, found: Found, user: str = "") -> Finding:
        """What it found as a Finding of its own code."""
        fix = Fix(found.edits, self.fix == "safe") if found.edits else None
        severity = found.severity or self.severity
        return Finding(
            self.code, found.message, found.span, severity, found.help, fix, found.related, user, found.shown
        )


def codes_of(package: ModuleType) -> dict[str, Code]:
    """The codes whose files stand in a folder, by code."""
    found = [_code(module) for module in modules_of(package)]
    return {code.code: code for code in found}


@cache
def names_of_codes() -> frozenset[str]:
    """Every code; the folders are only listed, so that a comment can name a check where checks are not loaded."""
    here = Path(__file__).parent
    files = (file for folder in FOLDERS for file in (here / folder).glob("[!_]*.py"))
    return frozenset(map(_name, (file.stem for file in files))) | RUNTIME_CODES.keys()


def _name(module: str) -> str:
    return module.rstrip("_").replace("_", "-")


def _code(module: ModuleType) -> Code:
    name = _name(module.__name__.rpartition(".")[2])
    whole_file = hasattr(module, "find_in_file")
    find = module.find_in_file if whole_file else module.find
    return Code(
        name,
        module.TOPIC,
        module.SEVERITY,
        getattr(module, "FIX", ""),
        _read(module),
        find,
        explains=getattr(module, "EXPLAINS", False),
        of_constants=getattr(module, "OF_CONSTANTS", False),
        whole_file=whole_file,
    )


def _read(module: ModuleType) -> Documentation:
    """Take a docstring apart; sections are ``Example:``, ``Instead:`` and ``Source:``."""
    summary, _, rest = inspect.cleandoc(module.__doc__ or "").partition("\n")
    sections: dict[str, list[str]] = {"": []}
    section = ""
    for line in rest.split("\n"):
        word, colon, more = line.partition(":")
        if colon and word in ("Example", "Instead", "Source"):
            section = word
            sections[section] = [more.strip()] if more.strip() else []
        else:
            sections[section].append(line)
    texts = {name: dedent("\n".join(lines)).strip("\n") for name, lines in sections.items()}
    return Documentation(
        summary,
        texts[""].strip(),
        texts.get("Example", ""),
        texts.get("Instead", ""),
        " ".join(texts.get("Source", "").split()),
    )

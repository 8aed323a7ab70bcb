"""Blocks that do not match: which ends without a beginning, and beginnings without an end, come of another mistake.

A misspelt ``{% iff %}`` leaves its ``{% endif %}`` alone; Ruby tells of both, the author made one mistake.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.advice import SPELLINGS
from braze_liquid_sim.dialect.lexer import Kind
from braze_liquid_sim.dialect.tags import tags
from braze_liquid_sim.errors import LiquidSyntaxError
from braze_liquid_sim.lint.facts.nearby import near

if TYPE_CHECKING:
    from braze_liquid_sim.lint.facts.markups import Markup
    from braze_liquid_sim.lint.field import Field

BRANCHES = {"else": ("if", "unless", "case", "for"), "elsif": ("if", "unless"), "when": ("case",)}
"""The tags that stand inside a block, and the blocks that have them."""
BLOCKS = ("if", "unless", "case", "for", "capture", "comment", "raw", "tablerow", "ifchanged", "doc", "translation")

_UNKNOWN = re.compile(r"Unknown tag '(\w+)'|Unexpected outer '(\w+)' tag|'(\w+)' is not a valid delimiter", re.ASCII)
_FILLS = {
    "catalog_items": ("items",),
    "catalog_selection_items": ("items",),
    "shopping_cart": ("shopping_cart",),
    "data_object": ("data_objects",),
}
_NEVER_CLOSED = re.compile(r"'(\w+)' tag was never closed", re.ASCII)
_END_WANTED = re.compile(r"use (end\w+)\Z", re.ASCII)
BROKEN_TAG = re.compile(
    r"(?<![{$])\{(?:-?\s*|\s+%-?\s*)(\w+)\b"
    r"(?:'[^'\n]*'|\"[^\"\n]*\"|\{\{[^{}]*(?:\$\{[^{}]*\}[^{}]*)?\}\}|\$\{[^{}]*\}|[^{}%'\"])*%\s*\}",
    re.ASCII,
)
"""A tag in text, with its name: a brace has a blank in it, or lacks its %."""
_FIRST = re.compile(r"\s*([a-z_]+)(?P<more>\s+[^\s|.\[=]|\s*\(|\s*\Z)", re.ASCII)
_WORD = re.compile(r"\w+", re.ASCII)
_SETTING = re.compile(r"\w+(?=\s*:?=(?!=))|(?<=\s)\w+(?=\s+in\s)|(?<=:save )\s*\w+|(?<=capture )\w+", re.ASCII)
_OPENING = re.compile(r"\{[%{]-?\s*%?\s*(\w+)", re.ASCII)


def unknown_name(problem: LiquidSyntaxError) -> str | None:
    """The name of the tag that a problem calls unknown or misplaced."""
    found = _UNKNOWN.match(problem.message)
    return (found[1] or found[2] or found[3]) if found else None


def never_closed(problem: LiquidSyntaxError) -> str | None:
    """The name of the block that a problem says is open at the end."""
    found = _NEVER_CLOSED.match(problem.message)
    return found[1] if found else None


def is_real(name: str) -> bool:
    """Whether a name is that of a tag, of a branch or of an end."""
    return name in tags() or name in BRANCHES or (name.startswith("end") and name[3:] in tags())


def meant_by(name: str, markup: str = "", message: str = "") -> str | None:
    """The tag that an unknown one was meant to be; Ruby's message may say which end it waits for."""
    if name == "end" and markup.strip() in BLOCKS:
        return f"end{markup.strip()}"
    if name == "end" and (wanted := _END_WANTED.search(message)):
        return wanted[1]
    ends = [f"end{block}" for block in BLOCKS]
    return SPELLINGS.get(name.lower()) or near(name, [*tags(), *BRANCHES, *ends])


def misplaced(problem: LiquidSyntaxError, name: str) -> str:
    """What is wrong with an end or a branch that is a tag, but not here."""
    wanted = _END_WANTED.search(problem.message)
    if wanted:
        return f"{{% {name} %}} stands where {{% {wanted[1]} %}} is due"
    if name in BRANCHES:
        return f"{{% {name} %}} stands in no block of {', '.join(BRANCHES[name])}"
    return f"{{% {name} %}} has no {{% {name.removeprefix('end')} %}} before it"


def runs_on(markup: Markup) -> bool:
    """Whether a tag goes on into the next one, because it is not closed."""
    return markup.swallows and markup.tag not in ("liquid", "comment", "#")


def begins_as_tag(markup: Markup) -> str | None:
    """The name of the tag that is written in the braces of an output, where it can be nothing else."""
    first = _FIRST.match(markup.text)
    if not first:
        return None
    name, alone = first[1], not first["more"].strip()
    if name in ("else", "abort_message") or (name.startswith("end") and name[3:] in tags()):
        return name
    return name if not alone and (name in tags() or name in ("elsif", "elseif", "when")) else None


def lost_openings(field: Field) -> list[tuple[int, str]]:
    """Where a block was meant to begin and does not, and its name."""
    lost = []
    for problem in field.parsed.errors:
        name = unknown_name(problem)
        meant = meant_by(name, "", problem.message) if name and not is_real(name) else None
        if meant:
            lost.append((problem.start, meant))
        elif problem.message.startswith("Tag '"):
            lost += _inside(field, problem.start, problem.start + 20)[:1]
    for token in field.tokens:
        if token.kind is Kind.UNCLOSED:
            lost += _inside(field, token.start, token.end)
    for markup in field.markups:
        if markup.tag == "" and (name := begins_as_tag(markup)):
            lost.append((markup.outer[0], name))
        elif runs_on(markup):
            lost += _inside(field, markup.start, markup.end)
    lost += [(broken.start(), broken[1]) for broken in BROKEN_TAG.finditer(field.text)]
    return lost


def lost_names(field: Field) -> set[str]:
    """The variables that a tag was meant to set, and does not: it is misspelt or not closed, or the name is none."""
    names: set[str] = set()
    for problem in field.parsed.errors:
        name = unknown_name(problem)
        if never_closed(problem) == "capture" or "'for loop'" in problem.message:
            names.update(_WORD.findall(field.text, problem.start, problem.end))
        meant = meant_by(name) if name and not is_real(name) else None
        names.update(_FILLS.get(meant or "", ()))
        if meant == "capture":
            names.update(_WORD.findall(field.text, problem.start, problem.end))
        if problem.message.startswith("Syntax Error in 'assign'") or (name and not is_real(name)):
            names.update(_SETTING.findall(field.text, problem.start, problem.end + 40))
    for markup in field.markups:
        if markup.swallows:
            names.update(name for tag, fills in _FILLS.items() if tag in markup.text for name in fills)
        if markup.swallows or (markup.tag == "" and _SETTING.search(markup.bare)):
            names.update(_SETTING.findall(markup.text))
        elif markup.tag in ("assign", "capture"):
            head = markup.bare.partition("=")[0]
            names.update(_WORD.findall(head) if len(head.split()) > 1 or not head.isascii() else ())
    for broken in BROKEN_TAG.finditer(field.text):
        names.update(_SETTING.findall(broken[0]))
    return {name.strip() for name in names}


def _inside(field: Field, start: int, end: int) -> list[tuple[int, str]]:
    found = _OPENING.finditer(field.text, start, end)
    return [(opening.start(), opening[1]) for opening in found]


def follows(problem: LiquidSyntaxError, lost: list[tuple[int, str]]) -> bool:
    """Whether a stray end or branch is there because the beginning of its block was lost."""
    name = unknown_name(problem)
    if name is None:
        return False
    blocks = BRANCHES.get(name, (name.removeprefix("end"),))
    return any(at < problem.start and block in blocks for at, block in lost)


def precedes(problem: LiquidSyntaxError, lost: list[tuple[int, str]]) -> bool:
    """Whether a block is open because its end is misspelt."""
    name = never_closed(problem)
    return name is not None and any(at > problem.start and end == f"end{name}" for at, end in lost)


def wrong_ends(field: Field) -> list[tuple[int, str]]:
    """The ends that stand where another is due, by the end that is due: both are one mistake."""
    due = [(problem.start, _END_WANTED.search(problem.message)) for problem in field.parsed.errors]
    return [(at, wanted[1]) for at, wanted in due if wanted]

"""Makes a template shorter without changing what is sent: each step is kept only where renders prove it.

Who proves it is an argument: a step that changes what any user gets, at any of several times, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from braze_liquid_sim.dialect.lexer import Kind, tokenize
from braze_liquid_sim.export.stripping import liquid_comments, without
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Source

Step = Callable[[str], str]
Proof = Callable[[str], bool]
"""Whether every user is sent the same with this text in the place of the template's."""

_WHITESPACE = " \t\n\v\f\r\0"
_INSIDE = re.compile(r"""'[^']*'|"[^"]*"|\$\{[^{}\n]*\}|\s+""")
_TAG = re.compile(r"\{%-?\s*(\w+)")
_PLAIN_TAGS = {
    "assign", "break", "capture", "case", "continue", "else", "elsif", "endcapture", "endcase", "endfor", "endif",
    "endunless", "for", "if", "unless", "when",
}  # fmt: skip
"""Tags whose white space outside of quotes says nothing."""
_HIDES = "<!--"
"""What begins an HTML comment: tags inside it are none, and it is the author's to keep."""
_SEALED = {"raw": "endraw", "comment": "endcomment", "doc": "enddoc"}
_JSON = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"]+|\s+', re.DOTALL)


def proven_steps(text: str, proven: Proof, steps: Iterable[Step]) -> list[Step]:
    """The steps that make a text shorter and no user notices, each on top of those before it."""
    kept: list[Step] = []
    for step in steps:
        shorter = step(text)
        if len(shorter) < len(text) and proven(shorter):
            text = shorter
            kept.append(step)
    return kept


def minified(text: str, steps: Iterable[Step]) -> str:
    """What the steps make of a text, one after the other."""
    for step in steps:
        text = step(text)
    return text


def uncommented(text: str) -> str:
    """Without comments."""
    return without(text, liquid_comments(Source(text)))


def trimmed(text: str) -> str:
    """Without the white space that the tags beside it eat anyway."""
    if _HIDES in text:
        return text
    tokens = tokenize(text)
    pieces: list[str] = []
    for (number, (kind, start, end)), sealed in zip(enumerate(tokens), _sealed(text), strict=True):
        written = text[start:end]
        if kind is Kind.TEXT and not sealed:
            before = text[tokens[number - 1].end - 3 : tokens[number - 1].end] if number else ""
            after = text[end : end + 3]
            written = written.lstrip(_WHITESPACE) if before in ("-%}", "-}}") else written
            written = written.rstrip(_WHITESPACE) if after in ("{%-", "{{-") else written
        pieces.append(written)
    return "".join(pieces)


def tightened(text: str) -> str:
    """With one blank at most between the words of a tag or an output."""
    if _HIDES in text:
        return text
    pieces: list[str] = []
    for (kind, start, end), sealed in zip(tokenize(text), _sealed(text), strict=True):
        written = text[start:end]
        if not sealed and (kind is Kind.OUTPUT or (kind is Kind.TAG and _name(written) in _PLAIN_TAGS)):
            written = _INSIDE.sub(lambda match: " " if match[0].isspace() else match[0], written)
        pieces.append(written)
    return "".join(pieces)


def _sealed(text: str) -> Iterator[bool]:
    """Of each token, whether it stands where tags and outputs are none."""
    sealed = ""
    for kind, start, end in tokenize(text):
        name = _name(text[start:end]) if kind is Kind.TAG else ""
        if sealed and name == sealed:
            sealed = ""
        yield bool(sealed)
        if not sealed:
            sealed = _SEALED.get(name, "")


def _name(tag: str) -> str:
    found = _TAG.match(tag)
    return found[1] if found else ""


def on_one_line(text: str) -> str:
    """A JSON body without the white space between its strings; the JSON that is sent stays the same."""
    tokens = tokenize(text)
    shape = "".join(text[start:end] if kind is Kind.TEXT else GAP for kind, start, end in tokens)
    if shape.lstrip(_WHITESPACE + GAP)[:1] not in ("{", "["):
        return text
    others = iter([text[start:end] for kind, start, end in tokens if kind is not Kind.TEXT])
    joined = "".join("" if match[0].isspace() else match[0] for match in _JSON.finditer(shape))
    return re.sub(GAP, lambda _: next(others), joined) if joined.count(GAP) == shape.count(GAP) else text


STEPS: tuple[Step, ...] = (uncommented, trimmed, tightened)
"""What keeps every character that is sent."""

JSON_STEPS: tuple[Step, ...] = (*STEPS, on_one_line)
"""For the body of a webhook that is JSON: what is sent keeps its meaning, if not its white space."""

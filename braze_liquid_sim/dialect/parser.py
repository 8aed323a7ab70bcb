"""Tokens → tree, in Ruby's three modes, with every syntax error of the file in one pass.

Ruby stops at the first error; so the first finding is Ruby's, and the others are what it would say next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal as OneOf
from typing import TypeVar

from braze_liquid_sim.dialect import advice, loose
from braze_liquid_sim.dialect.lexer import Kind, Token, tokenize
from braze_liquid_sim.dialect.markup import Markup
from braze_liquid_sim.dialect.names import NAMESPACES
from braze_liquid_sim.dialect.strict import StrictParser
from braze_liquid_sim.dialect.syntax import Body, Expression, Literal, Node, Output, Text
from braze_liquid_sim.dialect.tags import tags
from braze_liquid_sim.dialect.text import TemplateText
from braze_liquid_sim.dialect.tokens import Tag
from braze_liquid_sim.errors import LimitExceeded, LiquidSyntaxError
from braze_liquid_sim.model import Limits, Source

Mode = OneOf["lax", "warn", "strict"]
T = TypeVar("T")
D = TypeVar("D")

_ENOUGH_ERRORS = 100
"""A file with more mistakes than this is no template."""
_WHITESPACE = " \t\n\v\f\r\0"
_TAG = re.compile(r"\{%-?\s*(#|\w+)\s*(.*?)-?%\}", re.ASCII | re.DOTALL)
_LINE = re.compile(r"\s*(#|\w+)\s*(.*)", re.ASCII)
_BARE = re.compile(rf"(?:\b(?:{'|'.join(NAMESPACES)})\.)?\$\{{[^{{}}\n]*\}}")
_CLOSING = re.compile(r"(.*)\{%-?\s*(\w+)\s*(.*)?-?%\}", re.ASCII | re.DOTALL)


@dataclass(slots=True)
class ParseResult:
    """A tree, with the syntax errors found on the way (fatal) and the warnings of ``warn`` mode."""

    text: TemplateText
    body: Body
    errors: list[LiquidSyntaxError] = field(default_factory=list)
    warnings: list[LiquidSyntaxError] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    """Every tag that was read, ends and branches too, in order; what comments and raw blocks hold is not read."""


def parse(source: Source, mode: Mode = "lax", limits: Limits | None = None) -> ParseResult:
    """Parse a template; never raises for a bad one, except LimitExceeded."""
    limits = limits or Limits()
    if len(source.text) > limits.template:
        raise LimitExceeded("template", limits.template)
    parser = Parser(TemplateText(source), mode, limits)
    body = parser.document()
    return ParseResult(parser.template, body, parser.errors, parser.warnings, parser.tags)


class Parser:
    """Reads one template; implements :class:`~braze_liquid_sim.dialect.tokens.TagParser`."""

    def __init__(self, template: TemplateText, mode: Mode, limits: Limits) -> None:
        self.template = template
        self.text = template.text
        self.mode = mode
        self.limits = limits
        self.errors: list[LiquidSyntaxError] = []
        self.warnings: list[LiquidSyntaxError] = []
        self.tags: list[Tag] = []
        self._tokens = tokenize(self.text)
        if sum(token.kind is not Kind.TEXT for token in self._tokens) > limits.tags:
            raise LimitExceeded("tags", limits.tags)
        self._at = 0
        self._trim = False
        """Whether the last tag ended in ``-%}``: the next text loses its leading white space."""
        self._open: list[Tag] = []
        self._floor = 0
        """How many of the open blocks stand outside the ``{% liquid %}`` that is being read."""
        self._crossed: list[str] = []
        """The ends of blocks that were closed from outside: no surprise where they come."""
        self._tags = tags()
        self._noted: dict[str, dict[str, int]] = {}

    def document(self) -> Body:
        """The whole template."""
        nodes: list[Node] = []
        while self._at < len(self._tokens) and len(self.errors) < _ENOUGH_ERRORS:
            body, _ = self._nodes(None, ())
            nodes.extend(body.nodes)
        return Body(nodes)

    def read(
        self,
        tag: Tag,
        *,
        strict: Callable[[StrictParser], T] | None,
        loose: Callable[[Markup], T],
        default: D,
        quoted: bool = True,
    ) -> T | D:
        """See :class:`TagParser`."""
        shown = tag.markup.written.strip()
        if strict and self.mode != "lax":
            try:
                parser = StrictParser(tag.markup)
                value = strict(parser)
                parser.consume("end_of_string")
                return value
            except LiquidSyntaxError as error:
                if self._strictly(error, shown):
                    return default
        try:
            return loose(tag.markup)
        except LiquidSyntaxError as error:
            message = f'{error.message} in "{shown}"' if quoted and self.mode == "strict" else error.message
            end = error.start + len(self.text[error.start : error.end].rstrip())
            start, end = (error.start, end) if error.start < end else (tag.start, tag.end)
            self.problem(message, start, end, error.help)
            return default

    def filtered(self, markup: Markup) -> Expression:
        """See :class:`TagParser`."""
        try:
            return StrictParser(markup).filtered()
        except LiquidSyntaxError as error:
            if self._strictly(error, f"{{{{{markup.written}}}}}"):
                return Literal(markup.start, markup.end, None)
        try:
            return loose.parse_filtered(markup)
        except LiquidSyntaxError as error:
            self.errors.append(error)
            return Literal(markup.start, markup.end, None)

    def _strictly(self, error: LiquidSyntaxError, shown: str) -> bool:
        """Deal with what the strict grammar says of a markup; true where that is the last word."""
        if self.mode == "lax":
            return False
        error = LiquidSyntaxError(f'{error.message} in "{shown}"', error.start, error.end, error.help)
        (self.errors if self.mode == "strict" else self.warnings).append(error)
        return self.mode == "strict"

    def problem(self, message: str, start: int, end: int, help: str = "") -> None:
        """See :class:`TagParser`."""
        self.errors.append(LiquidSyntaxError(message, start, end, help))

    def warn(self, message: str, start: int, end: int, help: str = "") -> None:
        """See :class:`TagParser`."""
        self.warnings.append(LiquidSyntaxError(message, start, end, help))

    def inside(self, name: str) -> bool:
        """See :class:`TagParser`."""
        return any(tag.name == name for tag in self._open)

    def noted(self, kind: str) -> dict[str, int]:
        """See :class:`TagParser`."""
        return self._noted.setdefault(kind, {})

    def block(self, tag: Tag, *branches: str) -> tuple[Body, Tag | None]:
        """See :class:`TagParser`."""
        if len(self._open) >= self.limits.nesting:
            raise LimitExceeded("nesting", self.limits.nesting)
        self._open.append(tag)
        try:
            return self._nodes(tag, branches)
        finally:
            self._open.pop()

    def _nodes(self, owner: Tag | None, branches: tuple[str, ...]) -> tuple[Body, Tag | None]:
        """Nodes until the owner's end (or a branch of it); at the top, until nothing is left."""
        nodes: list[Node] = []
        while self._at < len(self._tokens) and len(self.errors) < _ENOUGH_ERRORS:
            token = self._tokens[self._at]
            self._at += 1
            if token.kind is Kind.TEXT:
                nodes.append(self._text_node(token))
            elif token.kind is Kind.OUTPUT:
                self._trim_around(token, nodes)
                self._add_output(token, nodes)
            elif token.kind is Kind.UNCLOSED:
                self._unclosed_output(token)
            else:
                tag = self._tag(token, nodes)
                if tag is None:
                    continue
                self.tags.append(tag)
                if tag.name in branches:
                    return Body(nodes), tag
                if owner and tag.name == owner.end_name:
                    return Body(nodes), None
                if tag.name in self._tags:
                    nodes.append(self._tags[tag.name].parse(tag, self))
                elif self._closes_outer(tag, owner):
                    break
        else:
            self._check_closed(owner)
        return Body(nodes), None

    def _check_closed(self, owner: Tag | None) -> None:
        if owner and owner.name != "liquid":
            help = advice.for_unclosed_block(owner.name, owner.markup.text)
            self.problem(f"'{owner.name}' tag was never closed", owner.start, owner.end, help)

    def _closes_outer(self, tag: Tag, owner: Tag | None) -> bool:
        """Record an unknown tag; true where it is the end of a block further out, which then ends here too."""
        if tag.name in self._crossed:
            self._crossed.remove(tag.name)
            return False
        self._unknown_tag(tag, owner)
        if owner and any(tag.name == outer.end_name for outer in self._open[self._floor : -1]):
            self._crossed.append(owner.end_name)
            self._at -= 1
            return True
        return False

    def _unknown_tag(self, tag: Tag, owner: Tag | None) -> None:
        help = advice.for_unknown_tag(tag.name, self._tags)
        message = f"Unknown tag '{tag.name}'"
        if owner is None:
            if tag.name in ("else", "end"):
                message = f"Unexpected outer '{tag.name}' tag"
        elif tag.name == "else":
            message = f"{owner.name} tag does not expect 'else' tag"
        elif tag.name.startswith("end"):
            use = "%}" if owner.name == "liquid" else owner.end_name
            message = f"'{tag.name}' is not a valid delimiter for {owner.name} tags. use {use}"
            opened = [(outer.name, self._line(outer)) for outer in self._open if outer.name != "liquid"]
            help = advice.for_wrong_end(opened, tag.name) if opened else help
        self.problem(message, tag.start, tag.end, help)

    def _line(self, tag: Tag) -> int:
        return self.template.span(tag.start, tag.end).line

    def _text_node(self, token: Token) -> Text:
        text = self.text[token.start : token.end]
        if self._trim:
            text = text.lstrip(_WHITESPACE)
            self._trim = False
        return Text(token.start, token.end, text)

    def _trim_around(self, token: Token, nodes: list[Node]) -> None:
        """White space control: a dash inside either brace takes the blanks of the text that it touches."""
        if self.text[token.start + 2 : token.start + 3] == "-" and nodes and isinstance(nodes[-1], Text):
            nodes[-1].text = nodes[-1].text.rstrip(_WHITESPACE)
        self._trim = token.end - token.start > 2 and self.text[token.end - 3] == "-"

    def _add_output(self, token: Token, nodes: list[Node]) -> None:
        start, end = token.start, token.end
        written = self.text[start:end]
        if written.startswith("{{{"):
            message = f'Unexpected character {{ in "{written}"'
            help = "Braze takes two braces, not three; a brace of the text needs a blank behind it."
            self.problem(message, start + 2, start + 3, help)
            return
        first = start + (3 if written[2] == "-" else 2)
        last = end - (3 if written[-3] == "-" and end - 3 >= first else 2)
        markup = self.markup(first, max(first, last))
        nodes.append(Output(start, end, self.filtered(markup)))

    def _unclosed_output(self, token: Token) -> None:
        written = self.text[token.start : token.end]
        message = f"Variable '{written}' was not properly terminated with regexp: /\\}}\\}}/"
        help = advice.for_unclosed_output(written)
        if written.endswith("}") and "{%" not in written:
            self.problem(message, token.end - 1, token.end, help)
        else:
            self.problem(message, token.start, token.start + 2, help)

    def markup(self, start: int, end: int) -> Markup:
        """The markup between two offsets, masked; raises LimitExceeded where it is longer than allowed."""
        if end - start > self.limits.markup:
            raise LimitExceeded("markup", self.limits.markup)
        return Markup(self.template.mask(start, end), start, self.template)

    def _tag(self, token: Token, nodes: list[Node]) -> Tag | None:
        """The tag that a token holds; None where it holds none, which is recorded."""
        start, end = token.start, token.end
        if token.kind is Kind.LINE:
            written = self.text[start:end].strip(_WHITESPACE)
            if not written:
                return None
            match = _LINE.fullmatch(self.text, start, end)
            start = self.text.index(written, start, end)
            end = start + len(written)
        else:
            self._trim_around(token, nodes)
            match = _TAG.fullmatch(self.text, start, end)
        if not match:
            self._bad_tag(token, start, end)
            return None
        return Tag(match[1], self.markup(*match.span(2)), start, end)

    def _bad_tag(self, token: Token, start: int, end: int) -> None:
        written = self.text[token.start : token.end]
        if token.kind is Kind.LINE or written.endswith("%}"):
            self.problem(
                f"Unknown tag '{written}'", start, end, "A tag begins with its name; a value is printed by {{ }}."
            )
        else:
            message = f"Tag '{written}' was not properly terminated with regexp: /\\%\\}}/"
            self.problem(message, start, end, advice.for_unclosed_tag(self.text[start : start + 80]))

    def raw_block(self, tag: Tag, *, nested_error: str = "") -> str:
        """See :class:`TagParser`."""
        parts: list[str] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            written = self.text[token.start : token.end]
            closing = _CLOSING.fullmatch(written) if token.kind is not Kind.TEXT else None
            if closing and nested_error and closing[2] == tag.name:
                self.problem(nested_error, token.start, token.end, f"Close the first one with {{% {tag.end_name} %}}.")
            if closing and closing[2] == tag.end_name:
                self._trim = written[-3] == "-"
                parts.append(closing[1])
                return "".join(parts)
            parts.append(written)
        self._check_closed(tag)
        return "".join(parts)

    def pieces(self, start: int, end: int, *, bare: bool = False) -> Body:
        """See :class:`TagParser`."""
        nodes: list[Node] = []
        outer, self._trim = self._trim, False
        for kind, first, last in tokenize(self.text[start:end]):
            token = Token(kind, start + first, start + last)
            if kind is Kind.OUTPUT:
                self._trim_around(token, nodes)
                self._add_output(token, nodes)
            elif kind is Kind.UNCLOSED:
                self._unclosed_output(token)
            else:
                nodes.extend(self._bare_outputs(token) if bare else [self._text_node(token)])
        self._trim = outer
        return Body(nodes)

    def _bare_outputs(self, token: Token) -> Iterator[Node]:
        """A text in which ``${name}`` counts without braces round it."""
        at = token.start
        for found in _BARE.finditer(self.text, token.start, token.end):
            yield self._text_node(Token(Kind.TEXT, at, found.start()))
            yield Output(*found.span(), self.filtered(self.markup(*found.span())))
            at = found.end()
        yield self._text_node(Token(Kind.TEXT, at, token.end))

    def skip_comment(self, tag: Tag) -> None:
        """See :class:`TagParser`."""
        depth = 1
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            name = self._tag_name(token)
            if name == "raw":
                self.raw_block(Tag("raw", tag.markup, token.start, token.end))
            elif name == "comment":
                depth += 1
            elif name == "endcomment":
                depth -= 1
                if not depth:
                    if token.kind is not Kind.LINE:
                        self._trim = self.text[token.end - 3] == "-"
                    return
        self._check_closed(tag)

    def _tag_name(self, token: Token) -> str:
        pattern = _LINE if token.kind is Kind.LINE else _TAG
        match = pattern.fullmatch(self.text, token.start, token.end) if token.kind is not Kind.TEXT else None
        return match[1] if match else ""

    def lines(self, tag: Tag) -> Body:
        """See :class:`TagParser`."""
        outer = self._tokens, self._at, self._floor
        self._tokens, self._at, self._floor = [], 0, len(self._open)
        at = tag.markup.start
        for line in self.text[at : tag.markup.end].split("\n"):
            self._tokens.append(Token(Kind.LINE, at, at + len(line)))
            at += len(line) + 1
        nodes: list[Node] = []
        try:
            while self._at < len(self._tokens) and len(self.errors) < _ENOUGH_ERRORS:
                nodes.extend(self._nodes(tag, ())[0].nodes)
        finally:
            self._tokens, self._at, self._floor = outer
        return Body(nodes)

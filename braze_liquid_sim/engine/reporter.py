"""How generated code speaks of its errors: each number it knows a place by becomes a span."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from braze_liquid_sim.errors import AbortMessage, LiquidError, PartialSyntaxError, RenderFailure
from braze_liquid_sim.model import RenderError, Source, Span

_TAG_OPENING = re.compile(r"\{%-?\s*(?:#|\w+)\s*", re.ASCII)


class Reporter:
    """The errors of one generated function."""

    def __init__(
        self,
        span: Callable[[int], Span],
        main: Source | None,
        blocks: Collection[str],
        *,
        line_numbers: bool,
        careful: bool,
    ) -> None:
        self._span = span
        self._blocks = blocks
        """The names of all content blocks there are."""
        self._main = main
        """The template whose name Ruby does not print; None for a partial."""
        self._line_numbers = line_numbers
        self._careful = careful

    def fail(self, errors: list[RenderError] | None, error: Exception, node: int) -> tuple[list[RenderError], str]:
        """Record an error that Ruby prints inside the text, and give that text.

        ``errors`` is changed where it is a list, since an included template shares it.
        """
        if isinstance(error, RecursionError | MemoryError):
            raise error
        if not self._careful and not isinstance(error, LiquidError):
            # The short cuts of quick code may fail where the plain one does not.
            raise error
        refused = isinstance(error, PartialSyntaxError)
        span = error.span if isinstance(error, PartialSyntaxError) else self._span(node)
        kind = "Liquid syntax error" if refused else "Liquid error"
        text = f"{kind}{self._where(span)}: {_describe(error)}"
        if errors is None:
            errors = []
        errors.append(RenderError(text, span))
        return errors, text

    def _where(self, span: Span) -> str:
        if not self._line_numbers:
            return ""
        name = "" if span.source is self._main else f"{span.source.name} "
        # Ruby counts a tag's line where its markup begins.
        opening = _TAG_OPENING.match(span.text)
        line, _ = span.source.position(span.start + (opening.end() if opening else 0))
        return f" ({name}line {line})"

    def abort(self, reason: str, node: int, errors: Sequence[RenderError] | None, trace: object = None) -> AbortMessage:
        """The exception for ``abort_message``."""
        return AbortMessage(reason, self._span(node), errors, trace)

    def unknown_block(self, name: str, node: int) -> RenderFailure:
        """The exception for a content block that does not exist."""
        from difflib import get_close_matches

        folded = [known for known in self._blocks if known.casefold() == name.casefold()]
        near = get_close_matches(name, self._blocks, n=3)
        names = " or ".join(repr(known) for known in dict.fromkeys(folded + near))
        help = f"Did you mean {names}?" if names else "Put it into the folder content_blocks/."
        if folded:
            help += " Names of content blocks are case-sensitive."
        return RenderFailure("unknown-content-block", f"There is no content block {name!r}.", self._span(node), help)

    def own_block(self, name: str, node: int) -> RenderFailure:
        """The exception for a content block inside itself."""
        message, help = f"Content block {name!r} includes itself.", "Braze refuses such a block: take the tag out."
        return RenderFailure("content-block-cycle", message, self._span(node), help)


def _describe(error: Exception) -> str:
    """Ruby's message; what Ruby would not expect either is ``internal``."""
    return error.message if isinstance(error, LiquidError) else "internal"

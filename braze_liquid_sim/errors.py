"""What can go wrong, and whose fault it is.

    Exception
    ├── UsageError            the user's files or options are wrong        → exit 2
    ├── LiquidError           one node failed; printed where it stands     → ``Sent.errors``
    │   └── PartialSyntaxError
    └── LiquidSyntaxError     the template cannot be parsed                → ``Failed``
    BaseException
    └── Interruption          ends a render at once, past every ``except Exception``
        ├── AbortMessage      ``abort_message`` was called                 → ``Aborted``
        ├── LimitExceeded     the template asked for too much              → ``Failed``
        └── RenderFailure     the render cannot go on (unknown block …)    → ``Failed``

Everything else that escapes is our own mistake (exit 3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from braze_liquid_sim.model import RenderError, Span


class UsageError(Exception):
    """A file or an option of the user's is wrong; ``help`` says what to do about it."""

    def __init__(self, message: str, *, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class LiquidError(Exception):
    """One node failed; the text is Ruby's, without the ``Liquid error: `` that goes before it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class PartialSyntaxError(LiquidError):
    """A template that ``include`` or ``render`` asks for cannot be parsed: printed as ``Liquid syntax error: …``."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.span = span


class LiquidSyntaxError(Exception):
    """A template that cannot be parsed.

    ``start`` and ``end`` are offsets in the lexed text; the parser turns them into a span of the source as written.
    ``message`` is Ruby's text without its prefix, ``help`` is ours.
    """

    def __init__(self, message: str, start: int, end: int, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.help = help


class Interruption(BaseException):
    """Ends a render; derives from BaseException so that no inline-error handler catches it."""

    calls: tuple[Any, ...] = ()
    """The web service calls that the template had made by then."""
    extras: Mapping[str, str] = MappingProxyType({})
    """The pairs of ``message_extras`` by then."""


class AbortMessage(Interruption):
    """``abort_message`` was reached at ``span``, behind ``errors``; ``trace`` is what a traced render saw till then."""

    def __init__(
        self, reason: str, span: Span, errors: Sequence[RenderError] | None = None, trace: object = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = span
        self.errors = tuple(errors or ())
        self.trace = trace


class LimitExceeded(Interruption):
    """The render went over a limit; ``limit`` is its name in :class:`~braze_liquid_sim.model.Limits`."""

    def __init__(self, limit: str, allowed: int) -> None:
        super().__init__(limit)
        self.limit = limit
        self.allowed = allowed


class RenderFailure(Interruption):
    """The render cannot go on, for a reason that is no inline error in Braze."""

    def __init__(self, code: str, message: str, span: Span, help: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.span = span
        self.help = help

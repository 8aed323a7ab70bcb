"""``:retry``: the message is tried again, up to five times, and then nothing is sent."""

from __future__ import annotations

from braze_liquid_sim.errors import AbortMessage
from braze_liquid_sim.model import Span

MOST = 5
EXHAUSTED = "exhausted_cc_retries"
"""What Braze logs."""
IN_PREVIEW = "The message would not have been shown, because retry was triggered."


class Retries:
    """The tries of one message.

    A try goes on to its end before the next one begins, so that an ``abort_message`` for the same failure wins. The
    pauses, which grow in Braze, take no time here.
    """

    def __init__(self) -> None:
        self.attempt = 1
        self._failed: Span | None = None

    def note(self, span: Span) -> None:
        """A call with ``:retry`` failed."""
        self._failed = self._failed or span

    def again(self, *, preview: bool) -> bool:
        """Whether to try again; raises AbortMessage after the last try, and in a preview after the first."""
        span, self._failed = self._failed, None
        if span is None:
            return False
        if preview or self.attempt > MOST:
            raise AbortMessage(IN_PREVIEW if preview else EXHAUSTED, span)
        self.attempt += 1
        return True

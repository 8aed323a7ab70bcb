"""A comment silences a code that does not exist.

It has no effect, and the finding that it is meant for goes on being shown. It names codes (``raw-value-in-json``) or
topics (``json``), after ``disable-next-line`` or ``disable-file``.

Example:
    {% comment %} braze-liquid: disable-next-line abort-without-reasons — the log is not read {% endcomment %}
    {% abort_message() %}

Instead:
    {% comment %} braze-liquid: disable-next-line abort-without-reason — the log is not read {% endcomment %}
    {% abort_message() %}

Source: braze-liquid: docs/checking.md
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import TOPICS, Found, names_of_codes
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.lint.suppressions import FILE, NEXT_LINE, Suppression, suppressions_of
from braze_liquid_sim.model import Severity
from braze_liquid_sim.workspace.names import near_misses

TOPIC = "suppressions"
SEVERITY = Severity.WARNING


def find_in_file(file: File) -> Iterator[Found]:
    """Every word in such a comment that means nothing."""
    for comment in suppressions_of(file.source):
        span = file.span(comment.start, comment.end)
        if comment.verb not in (NEXT_LINE, FILE):
            yield Found(f"{comment.verb or 'nothing'!r} is no order", span, f"Write {NEXT_LINE} or {FILE}.")
        elif not comment.codes:
            yield Found("it names no code", span, f"Write which: {comment.verb} CODE — why.")
        yield from _unknown(file, comment)


def _unknown(file: File, comment: Suppression) -> Iterator[Found]:
    known = names_of_codes() | TOPICS.keys()
    for named in comment.codes:
        if named.name not in known:
            near = near_misses(named.name, sorted(known))
            help = f"Did you mean {near[0]}?" if near else "Look the code up in the finding that it is for."
            yield Found(f"there is no code {named.name}", file.span(named.start, named.end), help)

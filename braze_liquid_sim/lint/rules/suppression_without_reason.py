"""A comment silences a finding and does not say why.

Whoever reads the template next cannot tell whether the finding was looked into or only put away, and so can neither
trust the comment nor take it out. The reason stands behind the codes, after a dash or a colon.

Example:
    {% comment %} braze-liquid: disable-next-line abort-without-reason {% endcomment %}
    {% abort_message() %}

Instead:
    {% comment %} braze-liquid: disable-next-line abort-without-reason — the log is not read {% endcomment %}
    {% abort_message() %}

Source: braze-liquid: docs/checking.md
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.lint.suppressions import suppressions_of
from braze_liquid_sim.model import Severity

TOPIC = "suppressions"
SEVERITY = Severity.WARNING


def find_in_file(file: File) -> Iterator[Found]:
    """Every comment that names codes and nothing else."""
    for comment in suppressions_of(file.source):
        if comment.codes and not comment.reason:
            names = ", ".join(named.name for named in comment.codes)
            yield Found(
                f"{names}: silenced without a reason",
                file.span(comment.start, comment.end),
                f"Say why: {comment.verb} {names} — because …",
            )

"""A comment silences a finding that is not there.

The template was mended, or the line moved away from its comment. Left in, the comment hides the next mistake of the
kind that somebody makes on that line. ``lint`` judges the codes of its own rules; those of content checks, and the
names of whole topics, are judged by ``check``, which sees everything.

Example:
    {% comment %} braze-liquid: disable-next-line abort-without-reason — the log is not read {% endcomment %}
    {% abort_message('no external id') %}

Instead:
    {% abort_message('no external id') %}

Source: braze-liquid: docs/checking.md
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.lint.suppressions import Named, Suppression, stale, suppressions_of
from braze_liquid_sim.model import Edit, Severity, Source, Span

TOPIC = "suppressions"
SEVERITY = Severity.WARNING
FIX = "safe"

_OWN = "unused-suppression"


def find_in_file(file: File) -> Iterator[Found]:
    """Every code of a rule that finds nothing where it is silenced."""
    comments = suppressions_of(file.source)
    if not comments:
        return
    from braze_liquid_sim.lint.linting import lint
    from braze_liquid_sim.lint.rules import rules

    others = {name: code for name, code in rules().items() if name != _OWN}
    topics = {name: code.topic for name, code in others.items()}
    findings = lint(file.source, file.project, others.values())
    for comment in comments:
        unused = stale(comment, findings, topics, others)
        yield from (found(file.source, comment, named, unused) for named in unused)


def found(source: Source, comment: Suppression, named: Named, unused: list[Named]) -> Found:
    """What is said of one name in a comment."""
    return Found(
        f"nothing is found that {named.name} silences here",
        Span(source, named.start, named.end),
        f"Take {named.name} out of the comment." if len(comment.codes) > 1 else "Take the comment out.",
        _edits(source, comment, named, unused),
    )


def _edits(source: Source, comment: Suppression, named: Named, unused: list[Named]) -> tuple[Edit, ...]:
    """The whole comment goes where nothing of it is used; else the name with a comma beside it."""
    if not comment.plain:
        return ()
    if len(unused) == len(comment.codes):
        return (Edit(comment.start, comment.end, ""),) if named is unused[0] else ()
    at = comment.codes.index(named)
    if at + 1 < len(comment.codes):
        return (Edit(named.start, comment.codes[at + 1].start, ""),)
    return (Edit(source.text.rindex(",", 0, named.start), named.end, ""),)

"""What tells a finding from others when its file changes around it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from braze_liquid_sim.model import Finding
from braze_liquid_sim.report.report import file_of


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """A fingerprint each: of the code and its line's text, and which of the like in its file it is.

    It stays the same where lines are put in above or the line is indented anew.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        line = finding.span.source.line(finding.span.line) if finding.span else finding.message
        text = "\0".join((finding.code, finding.user, "".join(line.split())))
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        seen[file_of(finding), digest] += 1
        yield f"{digest}:{seen[file_of(finding), digest]}"

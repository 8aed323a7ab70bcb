"""What Braze remembers between calls: answers for a while, and hosts that fail."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from braze_liquid_sim.services.http import Response

DEFAULT_AGE = 300
SHORTEST, LONGEST = 300, 14_400
"""Seconds an answer may be kept."""

FAILING = frozenset({408, 429, 502, 503, 504, 529})
"""Statuses that count against a host; no connection counts too."""

_FAILURES = 3_000
_SHARE = 0.9
_MINUTE = 60

_MOST = 1_000
"""Answers that are kept; then the oldest goes, so that a long run needs no more memory than a short one."""

Key = tuple[str, str, str, str]
"""Workspace, URL, content type and body."""


def age_of(written: str | None) -> int:
    """The seconds behind ``:cache_max_age``, within Braze's bounds; what is no number is as if not written."""
    try:
        return DEFAULT_AGE if written is None else min(max(int(written), SHORTEST), LONGEST)
    except ValueError:
        return DEFAULT_AGE


class Cache:
    """Answers by what was asked."""

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[int, int, Response]] = {}

    def get(self, key: Key, now: int) -> Response | None:
        """The answer, if one is young enough at ``now`` (seconds)."""
        kept = self._kept.get(key)
        return kept[2] if kept and kept[0] <= now < kept[1] else None

    def put(self, key: Key, response: Response, now: int, age: int) -> None:
        """Keep an answer from ``now`` on."""
        self._kept.pop(key, None)
        self._kept[key] = (now, now + age, response)
        if len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]


@dataclass
class _Host:
    seconds: deque[list[int]] = field(default_factory=deque)
    """Of each second with calls: which it is, the calls, the failures."""
    calls: int = 0
    failures: int = 0
    rests_until: int = 0


class Hosts:
    """Which hosts Braze lets rest: over 3,000 failures and over 90 % of the calls, within a minute."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}

    def rests(self, host: str, now: int) -> bool:
        """Whether calls are not made."""
        known = self._hosts.get(host)
        return known is not None and now < known.rests_until

    def note(self, host: str, now: int, response: Response) -> None:
        """Count one call."""
        failed = bool(response.problem) or response.status in FAILING
        known = self._hosts.setdefault(host, _Host())
        if not known.seconds or known.seconds[-1][0] != now:
            known.seconds.append([now, 0, 0])
        known.seconds[-1][1] += 1
        known.seconds[-1][2] += failed
        known.calls += 1
        known.failures += failed
        while known.seconds[0][0] <= now - _MINUTE:
            _, calls, failures = known.seconds.popleft()
            known.calls -= calls
            known.failures -= failures
        if known.failures > _FAILURES and known.failures > _SHARE * known.calls:
            self._hosts[host] = _Host(rests_until=now + _MINUTE)


class Memory:
    """Both, for as long as somebody wants them to last."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        """Names of the answers that were given."""
        self.clear()

    def clear(self) -> None:
        """Begin anew; which answers were used is not forgotten."""
        self.cache = Cache()
        self.hosts = Hosts()

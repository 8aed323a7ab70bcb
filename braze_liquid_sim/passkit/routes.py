"""The routes of PassKit's REST API, and which one a path takes: paths may have gaps where a template prints something.

A gap stands for one segment or for a part of one. Names in braces stand for one segment, whatever is in it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

GAP = "\ufffc"
"""Stands in a path for what is not known of it."""

PROTOCOLS = {"coupon": "coupons", "members": "members", "flights": "flights", "eventTickets": "tickets"}
"""The first segment of a path, and the kind of pass it is about."""

_OPERATIONS = ("earn", "burn", "set")
"""Words of a path that a template may choose by what it has to do."""

_LONGEST = 12
"""Segments of the longest path that is compared with routes."""

_FAR = 2.4
"""The cost of changes beyond which a path is none of PassKit's at all."""


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path, with the message that its body has to be, and that of the answer."""

    method: str
    path: str
    message: str = ""
    """Empty where there is no body."""
    response: str = ""
    """The message that answers; empty for none, and for one a line."""

    @property
    def segments(self) -> list[str]:
        """The path's parts, names in braces for those that vary."""
        return self.path.strip("/").split("/")

    @property
    def protocol(self) -> str:
        """``coupons``, ``members``, ``flights`` or ``tickets``; empty for what is about passes of any kind."""
        return PROTOCOLS.get(self.segments[0], "")

    def variables(self, path: str) -> dict[str, str]:
        """What stands in a path of this route for each name in braces."""
        given = path.strip("/").split("/")
        return {name[1:-1]: value for name, value in zip(self.segments, given, strict=True) if name.startswith("{")}


@dataclass(frozen=True, slots=True)
class Nearest:
    """The route that a path that takes none may have meant."""

    route: Route
    missing: tuple[str, ...] = ()
    """Segments of the route that the path lacks, ``{names in braces}`` as the route has them."""
    extra: tuple[str, ...] = ()
    """Segments of the path that the route does not have."""


@cache
def routes() -> tuple[Route, ...]:
    """Every route."""
    text = files(__package__).joinpath("routes.json").read_text(encoding="utf-8")
    return tuple(Route(*row) for row in json.loads(text)["routes"])


def match(method: str, path: str) -> Route | None:
    """The route of a call; one whose words stand in the path goes before one that has names there."""
    given = path.strip("/").split("/")
    fitting = [route for route in routes() if route.method == method.upper() and _fits(route.segments, given)]
    return min(fitting, key=lambda route: _looseness(route.segments, given), default=None)


def methods_of(path: str) -> list[str]:
    """The methods that a path can be called with."""
    given = path.strip("/").split("/")
    fitting = [route for route in routes() if _fits(route.segments, given)]
    least = min((_looseness(route.segments, given) for route in fitting), default=None)
    return sorted({route.method for route in fitting if _looseness(route.segments, given) == least})


def nearest(method: str, path: str) -> Nearest | None:
    """The route that is fewest changes away; None where none is near."""
    given = path.strip("/").split("/")
    if len(given) > _LONGEST:
        return None
    found = [(*_changes(route.segments, given), route) for route in routes()]
    other = method.upper()
    cost, missing, extra, route = min(found, key=lambda one: one[0] + (0.6 if one[3].method != other else 0))
    return Nearest(route, missing, extra) if cost <= _FAR and cost < len(given) else None


def _fits(template: list[str], given: list[str]) -> bool:
    return len(template) == len(given) and all(map(_segment_fits, template, given))


def _segment_fits(segment: str, given: str) -> bool:
    if segment.startswith("{"):
        return bool(given)
    if GAP not in given or given == GAP:  # a whole segment that is printed is an id, not a word
        return segment == given or (given == GAP and segment in _OPERATIONS)
    return re.fullmatch(".*".join(map(re.escape, given.split(GAP))), segment) is not None


def _looseness(template: list[str], given: list[str]) -> tuple[int, int]:
    """How many words of a route stand for a gap, and how many names it has."""
    guessed = sum(GAP in part and not segment.startswith("{") for segment, part in zip(template, given, strict=True))
    return guessed, sum(segment.startswith("{") for segment in template)


_Changes = tuple[float, tuple[str, ...], tuple[str, ...]]


def _changes(template: list[str], given: list[str]) -> _Changes:
    """What makes a path one of a route: the cost, the segments to put in, and those to leave out."""
    row: list[_Changes] = [(1.2 * count, (), tuple(given[:count])) for count in range(len(given) + 1)]
    for line, segment in enumerate(template, 1):
        above = row
        row = [(float(line), tuple(template[:line]), ())]
        for column, part in enumerate(given):
            kept, added, left = above[column], above[column + 1], row[column]
            row.append(
                min(
                    (kept[0] + _slip(segment, part, line == len(template)), kept[1], kept[2]),
                    (added[0] + (1.5 if line == 1 else 1), (*added[1], segment), added[2]),
                    (left[0] + 1.2, left[1], (*left[2], part)),
                )
            )
    return row[-1]


def _slip(segment: str, given: str, last: bool) -> float:
    """How far a segment is from one of a route's, 2 for another word altogether."""
    if segment.startswith("{"):
        word = GAP not in given and given.isalpha() and len(given) < 15
        return (0.05 if last else 0.1) + 0.3 * word if given else 1
    if segment == given:
        return 0
    if GAP in given:
        return 1.5
    ratio = SequenceMatcher(None, segment.lower(), given.lower()).ratio()
    return 1.2 * (1 - ratio) if ratio > 0.6 else 2

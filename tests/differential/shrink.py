"""Making a failing case small enough to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.differential.case import Case


def shrink(case: Case, fails: Callable[[Case], bool], tries: int = 1500) -> Case:
    """The smallest case found that still fails, with at most ``tries`` questions."""
    progress = True
    while progress and tries > 0:
        progress = False
        for smaller in simpler(case):
            tries -= 1
            if fails(smaller):
                case, progress = smaller, True
                break
            if tries <= 0:
                break
    return case


def simpler(case: Case) -> Iterator[Case]:
    """Cases a little simpler than this one, the boldest first."""
    if case.mode != "lax":
        yield replace(case, mode="lax")
    if case.line_numbers:
        yield replace(case, line_numbers=False)
    yield from (replace(case, template=text) for text in shorter(case.template))
    for name in case.data:
        yield replace(case, data={key: value for key, value in case.data.items() if key != name})
    for name in case.partials:
        yield replace(case, partials={key: text for key, text in case.partials.items() if key != name})
        yield from (replace(case, partials=case.partials | {name: text}) for text in shorter(case.partials[name]))
    for name, value in case.data.items():
        yield from (replace(case, data=case.data | {name: other}) for other in smaller_values(value))


def shorter(text: str) -> Iterator[str]:
    """The text without one stretch, long stretches first."""
    size = max(1, len(text) // 2)
    while True:
        for start in range(0, len(text), size):
            yield text[:start] + text[start + size :]
        if size == 1:
            return
        size //= 2


def smaller_values(value: Any) -> Iterator[Any]:
    """Simpler values than this one."""
    match value:
        case list():
            for at, item in enumerate(value):
                yield value[:at] + value[at + 1 :]
                yield from ([*value[:at], other, *value[at + 1 :]] for other in smaller_values(item))
        case dict():
            for key, item in value.items():
                yield {name: other for name, other in value.items() if name != key}
                yield from (value | {key: other} for other in smaller_values(item))
        case str() if value:
            yield ""
            if len(value) > 1:
                yield from shorter(value)
        case int() if value not in (0, 1) and not isinstance(value, bool):
            yield from (0, 1)

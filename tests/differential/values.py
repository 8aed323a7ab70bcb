"""Random data: everything that JSON can hold, and times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from tests.differential.case import Dice
from tests.differential.pools import pool

WORDS = pool("words")
NUMERIC_TEXTS = pool("numeric_texts")
BLANK_TEXTS = pool("blank_texts")
MARKUP_TEXTS = pool("html_texts")
UNICODE_TEXTS = pool("unicode_texts")
SPECIAL_TEXTS = pool("special_texts")
DATE_TEXTS = (
    "2024-03-05", "2024-03-05T14:07:09Z", "2024-03-05 14:07:09 +0900", "March 5, 2024", "1709647629", "now",
    "05/03/2024", "14:07",
)  # fmt: skip
KEYS = (
    "a", "b", "c", "k", "n", "t", "id", "title", "price", "ok", "x", "size", "first", "last", "x y", "", "é", "0",
    "key-1", "q?", "A", "items", "nested", "true", "nil",
)  # fmt: skip
INTEGERS = (
    0,
    1,
    -1,
    2,
    3,
    4,
    5,
    7,
    10,
    12,
    15,
    42,
    -7,
    100,
    255,
    1000,
    1234567,
    2**31 - 1,
    2**31,
    -(2**31),
    2**62,
    2**63,
    10**20,
    -(10**20),
    1709647629,
)
FLOATS = (
    0.0, -0.0, 0.5, 1.0, 1.5, 2.5, -2.5, -0.5, 3.7, 0.1, 0.2, 1 / 3, 2.675, 1.005, 12.7, 99.995, 100.0, 1e15, 1e16,
    123456789012345.6, 1e20, 1.5e300, 1e-4, 1e-5, 1e-7,
    1.25e-9, 5e-324, 1709647629.5, 0.30000000000000004, 9007199254740993.0, -1e100,
)  # fmt: skip


def text(dice: Dice) -> str:
    """A string: mostly plain, at times numeric, blank, HTML, Unicode or otherwise awkward."""
    source = dice.weighted(
        {WORDS: 8, NUMERIC_TEXTS: 4, BLANK_TEXTS: 2, MARKUP_TEXTS: 3, UNICODE_TEXTS: 3, SPECIAL_TEXTS: 4, DATE_TEXTS: 1}
    )
    chosen = dice.pick(source)
    return chosen if dice.often(0.85) else chosen + dice.pick(("", " ", ",", "-")) + text(dice)


def integer(dice: Dice) -> int:
    """An integer, small more often than not."""
    return dice.randint(-3, 12) if dice.often(0.5) else dice.pick(INTEGERS)


def float_(dice: Dice) -> float:
    """A float: a well-known trap, a price or any."""
    if dice.often(0.5):
        return dice.pick(FLOATS)
    return (
        round(dice.uniform(-100, 1000), dice.randint(0, 4))
        if dice.often(0.7)
        else dice.uniform(-1, 1) * 10 ** dice.randint(-20, 25)
    )


def moment(dice: Dice) -> datetime:
    """A time with whole or broken seconds, in UTC or at an offset."""
    offset = UTC if dice.often(0.6) else timezone(timedelta(minutes=dice.pick((540, -480, 330, 60, -210))))
    second = dice.randint(-2_000_000_000, 4_000_000_000)
    return datetime.fromtimestamp(0, tz=offset) + timedelta(
        seconds=second, microseconds=dice.pick((0, 0, 500_000, 123_456))
    )


def scalar(dice: Dice) -> Any:
    """Anything that is neither an array nor a hash; times are left to the callers that want them."""
    kind = dice.weighted({"text": 40, "integer": 22, "float": 14, "nil": 8, "true": 5, "false": 5})
    if kind == "text":
        return text(dice)
    if kind == "integer":
        return integer(dice)
    if kind == "float":
        return float_(dice)
    return {"nil": None, "true": True, "false": False}[kind]


def array(dice: Dice, depth: int = 2) -> list[Any]:
    """An array: of one type, of hashes with shared keys, or of anything."""
    kind = dice.weighted(
        {"integers": 4, "texts": 5, "floats": 1, "numbers": 2, "hashes": 5, "mixed": 4, "nils": 1, "empty": 1}
    )
    if kind == "empty":
        return []
    if kind == "hashes":
        return hashes(dice)
    makers = {
        "integers": lambda: dice.randint(-3, 12),
        "texts": lambda: dice.pick(WORDS) if dice.often(0.7) else text(dice),
        "floats": lambda: float_(dice),
        "numbers": lambda: dice.pick((integer, float_))(dice),
        "mixed": lambda: value(dice, depth - 1),
        "nils": lambda: dice.pick((None, None, 1, "a", False)),
    }
    items = dice.some(1, 6, makers[kind])
    if items and dice.often(0.1):
        items.append(dice.pick(items))
    return items


def hashes(dice: Dice) -> list[Any]:
    """Rows as in a catalogue: the same keys, some missing or of another type, now and then one that is no hash."""
    keys = dice.sample(KEYS[:11], dice.randint(1, 3))
    cells = (1, 2, "a", "b", "B", 10, True, None)

    def row() -> Any:
        return {key: scalar(dice) if dice.often(0.5) else dice.pick(cells) for key in keys if dice.often(0.85)}

    rows = dice.some(1, 5, row)
    if dice.often(0.1):
        rows.insert(dice.randint(0, len(rows)), dice.pick((None, "a", "title", 1, [], True)))
    return rows


def hash_(dice: Dice, depth: int = 2) -> dict[str, Any]:
    """A hash with up to five keys, some of which are also commands or need brackets."""
    return {dice.pick(KEYS): value(dice, depth - 1) for _ in range(dice.randint(0, 5))}


def value(dice: Dice, depth: int = 2) -> Any:
    """Anything."""
    if depth > 0 and dice.often(0.45):
        return array(dice, depth) if dice.often(0.55) else hash_(dice, depth)
    return scalar(dice)


def data(dice: Dice) -> dict[str, Any]:
    """The variables of a template: some of one type, some of any, some missing, one at times named like a literal."""
    found: dict[str, Any] = {
        "v": value(dice),
        "w": value(dice),
        "s": text(dice),
        "n": integer(dice),
        "m": dice.pick((1, 2, 3, 0, -1, 2, 3, "2", " 1", "x", 1.5, None, True, [2], "1.5")),
        "f": float_(dice),
        "a": array(dice),
        "h": hash_(dice),
        "items": hashes(dice),
        "yes": True,
        "no": False,
        "zip": None,
    }
    for name in ("s", "n", "f", "a", "h", "w"):
        if dice.often(0.08):
            del found[name]
    if dice.often(0.05):
        found[dice.pick(("a-b", "q?", "blank", "nil", "é", "1", "true", "_u", "x1", "forloop", "in", "contains"))] = (
            value(dice)
        )
    if dice.often(0.08):
        found["t"] = moment(dice)
    return found

"""Random filters and chains of them: mostly with fitting arguments, often not."""

from __future__ import annotations

from tests.differential import expressions, values
from tests.differential.case import Dice

FILTERS: dict[str, str] = {
    "abs": "", "append": "t", "at_least": "n", "at_most": "n", "base64_decode": "", "base64_encode": "",
    "base64_url_safe_decode": "",
    "base64_url_safe_encode": "", "capitalize": "", "ceil": "", "compact": "K", "concat": "a", "date": "d",
    "default": "vD", "divided_by": "n",
    "downcase": "", "escape": "", "escape_once": "", "first": "", "floor": "", "h": "", "join": "T", "last": "",
    "lstrip": "", "map": "k",
    "minus": "n", "modulo": "n", "newline_to_br": "", "plus": "n", "prepend": "t", "remove": "t", "remove_first": "t",
    "remove_last": "t",
    "replace": "tT", "replace_first": "tT", "replace_last": "tt", "reverse": "", "round": "I", "rstrip": "",
    "size": "", "slice": "iI",
    "sort": "K", "sort_natural": "K", "split": "t", "strip": "", "strip_html": "", "strip_newlines": "", "times": "n",
    "truncate": "IT",
    "truncatewords": "IT", "uniq": "K", "upcase": "", "url_decode": "", "url_encode": "", "where": "kV",
}  # fmt: skip
"""Ruby Liquid 5.4's filters with the kinds of their arguments; a capital may be left out."""

LATER_FILTERS: dict[str, str] = {
    "sum": "K", "find": "kV", "find_index": "kV", "has": "kV", "reject": "kV", "squish": "",
}  # fmt: skip
"""Filters that came after 5.4: generated only when the oracle has them."""

UNKNOWN = ("nope", "foo_bar", "Upcase", "to_s", "inspect", "send", "x-y", "class")
NUMBERS = ("0", "1", "2", "3", "-1", "0.5", "1.5", "10", "7.0", "0.0", "3.7", "-2.5", "100")
SPLITTERS = (",", " ", "", "a", "l", ", ", "  ", "\n", "o", "é", ".", "ab", "x")
GROUPS: dict[str, tuple[str, ...]] = {
    "a": (
        "compact",
        "concat",
        "first",
        "join",
        "last",
        "map",
        "reverse",
        "size",
        "slice",
        "sort",
        "sort_natural",
        "uniq",
        "where",
    ),
    "n": ("abs", "at_least", "at_most", "ceil", "divided_by", "floor", "minus", "modulo", "plus", "round", "times"),
}


def argument(dice: Dice, kind: str) -> str:
    """An argument of the wanted kind, or in one case of eight of any."""
    if dice.often(0.12):
        return expressions.expression(dice)
    match kind.lower():
        case "n":
            return (
                dice.pick(NUMBERS)
                if dice.often(0.6)
                else expressions.number(dice)
                if dice.often(0.5)
                else dice.pick(("n", "f", "s", "v", "a.size"))
            )
        case "i":
            return (
                str(dice.randint(-4, 8))
                if dice.often(0.8)
                else dice.pick(("n", "'2'", "1.5", "nil", "s", "99999999999", "' 3 '", "'x'", "gone"))
            )
        case "t":
            return (
                expressions.quoted(dice, dice.pick(SPLITTERS) if dice.often(0.5) else values.text(dice))
                if dice.often(0.8)
                else expressions.path(dice)
            )
        case "k":
            return expressions.quoted(dice, dice.pick(values.KEYS)) if dice.often(0.9) else expressions.path(dice)
        case "a":
            return dice.pick(("a", "items", "v", "h", "w", "a", "(1..3)"))
        case "d":
            from tests.differential import dates

            return expressions.quoted(dice, dates.format_(dice))
        case _:
            return expressions.expression(dice)


def arguments(dice: Dice, kinds: str) -> str:
    """The argument list with its colon, of a wrong length now and then."""
    found = [argument(dice, kind) for kind in kinds if kind.islower() or kind == "D" or dice.often(0.5)]
    if kinds.endswith("D"):
        found.pop()
        if dice.often(0.2):
            found.append(f"allow_false: {dice.pick(('true', 'false', 'nil', 'v'))}")
    if dice.often(0.04):
        found.append(expressions.expression(dice))
    elif found and dice.often(0.04):
        found.pop()
    elif dice.often(0.01):
        found.insert(
            dice.randint(0, len(found)), f"{dice.pick(('key', 'k', 'allow_false'))}: {expressions.expression(dice)}"
        )
    if not found:
        return "" if dice.often(0.98) else ":"
    return dice.pick((": ", ": ", ": ", ":", " : ")) + dice.pick((", ", ", ", ", ", ",", " , ")).join(found)


def filter_(dice: Dice, group: str = "") -> str:
    """One filter with its arguments."""
    if dice.often(0.015):
        return dice.pick(UNKNOWN) + arguments(dice, dice.pick(("", "t", "n")))
    if not group and dice.often(0.12):
        group = dice.pick("an")
    known = FILTERS | LATER_FILTERS if dice.newest else FILTERS
    name = dice.pick(GROUPS[group]) if group else dice.pick(tuple(known))
    return name + arguments(dice, known[name])


def chain(dice: Dice, low: int = 0, high: int = 3) -> str:
    """A value with filters behind it."""
    bar = dice.pick((" | ", " | ", " | ", "|", " |", "| "))
    return bar.join([expressions.expression(dice), *dice.some(low, high, lambda: filter_(dice))])

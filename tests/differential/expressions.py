"""Random expressions as an author might write them: literals, paths, ranges and conditions."""

from __future__ import annotations

from tests.differential import values
from tests.differential.case import Dice

NAMES = (
    "v",
    "v",
    "v",
    "w",
    "s",
    "n",
    "m",
    "f",
    "a",
    "a",
    "h",
    "h",
    "items",
    "items",
    "yes",
    "no",
    "zip",
    "gone",
    "x",
    "y",
    "z",
    "i",
    "t",
)
FORLOOP = ("forloop.index", "forloop.index0", "forloop.rindex", "forloop.rindex0", "forloop.first", "forloop.last",
"forloop.length", "forloop.name", "forloop.parentloop.index", "forloop")  # fmt: skip
OPERATORS = ("==", "==", "!=", "<>", "<", ">", "<=", ">=", "contains", "contains")
ODD_NUMBERS = (
    "1.",
    "-1.5",
    "0.0",
    "-0",
    "1.2.3",
    "007",
    "-",
    "1e3",
    "0x1A",
    "1_000",
    "99999999999999999999",
    "3.14",
    "-7",
    "1.0",
    "10.50",
)
ODD_NAMES = ("a-b", "q?", "_u", "x1", "blank", "empty", "nil", "null", "true", "false", "now", "today", "forloop",
    "tablerowloop", "self", "é", "1a", "a.b", "contains", "in", "or")  # fmt: skip
# An author's markup cannot hold these without meaning something else than text in one of the two dialects.
FORBIDDEN = ("{{", "}}", "{%", "%}", "${", "<!--")


def quoted(dice: Dice, content: str) -> str:
    """The text in the quotes that it allows, or without the characters that it cannot hold."""
    for mark in FORBIDDEN:
        content = content.replace(mark, "")
    if content.endswith("}"):
        content += " "
    quote = dice.pick("\"'")
    if quote in content:
        quote = '"' if quote == "'" else "'"
    return quote + content.replace(quote, "") + quote


def number(dice: Dice) -> str:
    """A number as a literal."""
    if dice.often(0.1):
        return dice.pick(ODD_NUMBERS)
    if dice.often(0.7):
        return str(values.integer(dice))
    found = values.float_(dice)
    # Ruby reads more than sixty digits before a lone dot wrongly.
    return f"{round(found, 4):f}".rstrip("0") if abs(found) < 1e30 else "1.5"


def literal(dice: Dice) -> str:
    """Any literal."""
    kind = dice.weighted({"text": 10, "number": 8, "word": 4, "range": 1})
    if kind == "text":
        return quoted(dice, values.text(dice))
    if kind == "number":
        return number(dice)
    return dice.pick(("true", "false", "nil", "null", "blank", "empty")) if kind == "word" else range_(dice)


def range_(dice: Dice) -> str:
    """A range, of literals or of variables, short or empty: no end of it is a variable that may hold a large number."""
    common = ("1", "3", "0", "-2", "5", "m", "-1", "4")
    odd = ("1.5", "3.9", "'2'", '"4"', "a.size", "nil", "gone", "'x'", "yes", "zip", "1.0", "m.x", "'0x3'", "' 2'")
    low, high = (dice.pick(common) if dice.often(0.75) else dice.pick(odd) for _ in range(2))
    return f"({low}..{high})"


def key(dice: Dice) -> str:
    """One step of a path."""
    kind = dice.weighted({"name": 10, "index": 5, "command": 5, "text": 4, "variable": 2, "odd": 1})
    if kind == "name":
        return "." + dice.pick(("a", "b", "c", "k", "n", "t", "id", "title", "price", "ok", "x"))
    if kind == "index":
        return f"[{dice.randint(-3, 4)}]"
    if kind == "command":
        return dice.pick((".size", ".first", ".last"))
    if kind == "text":
        return f"[{quoted(dice, dice.pick(values.KEYS))}]"
    if kind == "variable":
        return f"[{dice.pick(('s', 'n', 'i', 'v', 'f', 'a[0]', 'zip', 'gone', 'h.a', 'n.b'))}]"
    return dice.pick(
        (
            ".0",
            ".q?",
            ".key-1",
            "[1.0]",
            "[true]",
            "[nil]",
            "[(1..2)]",
            "['']",
            ".é",
            "[ 0 ]",
            '["a"].b',
            ".size.size",
            ".true",
        )
    )


def path(dice: Dice) -> str:
    """A variable, with up to three steps below it."""
    if dice.often(0.04):
        root = dice.pick(ODD_NAMES)
    elif dice.often(0.03):
        root = f"[{quoted(dice, dice.pick(NAMES))}]"
    else:
        root = dice.pick(NAMES)
    return root + "".join(dice.some(0, 3, lambda: key(dice))) if dice.often(0.5) else root


def expression(dice: Dice) -> str:
    """A literal or a path."""
    roll = dice.random()
    if roll < 0.04:
        return dice.pick(FORLOOP)
    return path(dice) if roll < 0.6 else literal(dice)


def operand(dice: Dice) -> str:
    """One side of a comparison, with blank and empty more often than elsewhere."""
    return (
        dice.pick(("blank", "empty", "nil", "true", "false", "1", "'a'", "0")) if dice.often(0.3) else expression(dice)
    )


def comparison(dice: Dice) -> str:
    """A condition without ``and`` and ``or``."""
    if dice.often(0.3):
        return expression(dice)
    return f"{expression(dice) if dice.often(0.8) else operand(dice)} {dice.pick(OPERATORS)} {operand(dice)}"


def condition(dice: Dice) -> str:
    """One to four comparisons."""
    parts = [comparison(dice)]
    while len(parts) < 7 and dice.often(0.3):
        parts += [dice.pick(("and", "or")), comparison(dice)]
    return " ".join(parts)

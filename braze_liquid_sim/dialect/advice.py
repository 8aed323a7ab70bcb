"""What to do about a syntax error: the help that goes with Ruby's message."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import get_close_matches

_CHARACTERS = {
    "“”„‟«»‘’‚‛´`": "Curly quotes come from a word processor: use straight ones, ' or \".",
    "–—−": "That dash comes from a word processor: use a plain one, -.",
    "'\"": "The quote is never closed: add the second one.",
    "&": "Write and, or put one {% if %} inside another.",
    "!": "There is no not: use !=, or {% unless %}.",
    "=": "Compare with ==.",
    "+*/%": "Calculate with the filters plus, minus, times, divided_by and modulo.",
    "$": "Close the reference: ${name}.",
    "{}": "Braces come in pairs: ${name} is closed by one, {{ }} by two.",
    "\xa0\u2007\u202f\u200b\ufeff": "That is a blank of a special kind, often pasted: type a plain one.",
}
_ELSE = {"else", "elsif", "when"}
SPELLINGS = {
    "elseif": "elsif",
    "elif": "elsif",
    "end": "endif",
    "fi": "endif",
    "set": "assign",
    "foreach": "for",
    "let": "assign",
    "var": "assign",
    "abort": "abort_message",
    "print": "echo",
    "otherwise": "else",
    "switch": "case",
    "endswitch": "endcase",
    "endforeach": "endfor",
}


def for_character(character: str) -> str:
    """A character that the strict grammar does not know."""
    for known, help in _CHARACTERS.items():
        if character in known:
            return help
    if not character.isascii() and character.isalpha():
        return "Names of variables are plain letters, digits and _; other names stand in ${…}, texts in quotes."
    return "Take the character out, or put the text in straight quotes."


def for_word(expected: str, found: str) -> str:
    """A word of another kind than the strict grammar expects."""
    if expected == "end_of_string":
        if found == "colon":
            return "A colon goes only between the name of a filter and its arguments."
        if found == "pipe":
            return "Filters do not work here: assign the filtered value first."
        if found == "close_round":
            return "Take the bracket out: conditions are not grouped."
        return "A filter needs a | before its name, a colon before its arguments and a comma between them."
    if expected == "id":
        return "A name is missing here." if found == "end_of_string" else "Write a name here."
    if expected in ("close_square", "close_round"):
        return f"Close the bracket with {']' if expected == 'close_square' else ')'}."
    if expected == "dotdot":
        return "Brackets are for ranges only, (1..3): conditions are not grouped."
    return "Put a colon between a name and its value."


def for_value(found: str) -> str:
    """A word where a value should stand."""
    if found == "end_of_string":
        return "A value is missing at the end."
    return "A value is missing before this: a name, a ${reference}, a number or a text in quotes."


def for_unknown_tag(name: str, known: Collection[str]) -> str:
    """A tag that does not exist, or not outside its block."""
    if name in SPELLINGS:
        return f"Write {SPELLINGS[name]}."
    if name in _ELSE:
        return f"{{% {name} %}} goes only inside the block that it belongs to: is the block closed too early?"
    if name.startswith("end") and name[3:] in known:
        return f"No {{% {name[3:]} %}} is open here: take it out, or open one before."
    lower = name.lower()
    if lower != name and (lower in known or lower in _ELSE or lower.removeprefix("end") in known):
        return f"Names of tags are in lower case: {lower}."
    near = get_close_matches(name, known, n=1)
    return (
        f"Did you mean {near[0]}?" if near else "If it is text and no tag, put it between {% raw %} and {% endraw %}."
    )


def for_wrong_end(opened: Sequence[tuple[str, int]], name: str) -> str:
    """An end tag while another block is open; ``opened`` are the names and lines of the open ones, innermost last."""
    inner, line = opened[-1]
    if any(f"end{outer}" == name for outer, _ in opened[:-1]):
        return f"Close the {{% {inner} %}} of line {line} first, with {{% end{inner} %}}."
    return f"The {{% {inner} %}} of line {line} is open: close it with {{% end{inner} %}}, or take this one out."


def for_unclosed_tag(written: str) -> str:
    """A tag without its end; ``written`` is what begins with it."""
    slip = re.match(r"\{%-?\s*(\w+)\s*\}", written, re.ASCII)
    return f"Write {{% {slip[1]} %}}: the % is missing." if slip else "Close it with %}."


def for_unclosed_output(written: str) -> str:
    """An output without its end."""
    if "{%" in written:
        return "Close it with }} before the next tag."
    if "${" in written and written.endswith("}"):
        return "A brace is missing: } closes ${…}, and }} closes the output."
    return "Close it with }}."


def for_unclosed_block(name: str, markup: str) -> str:
    """A block that never ends; where its own tag is not closed, that is why."""
    if "{%" in markup or "{{" in markup.rpartition("}}")[2]:
        return "The tag runs on into what follows: close it with %}."
    return f"Add {{% end{name} %}} where the block ends."

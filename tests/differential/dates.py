"""Random formats and texts of dates."""

from __future__ import annotations

from tests.differential import values
from tests.differential.case import Case, Dice
from tests.differential.expressions import quoted
from tests.differential.pools import pool

LETTERS = "aAbBcCdDeFgGhHIjklLmMnNpPQrRsStTuUvVwWxXyYzZ%+EOqif"
FORMATS = pool("date_formats")
MONTHS = ("Jan", "feb", "MARCH", "Apr", "May", "June", "Jul", "August", "Sept", "Oct", "nov.", "December")
DAYS = ("Mon", "Tuesday", "wed", "Thu,", "Fri.", "Saturday,", "SUN")
ZONES = ("", "", "", "Z", " UTC", " +0900", "+09:00", " -05:30", " PST", " EST", " GMT", " GMT+2", " CEST", " JST",
    " est", " +09", " Asia/Seoul", " (UTC)", "-0800", " A", " utc+3", " PDT", " MSK")  # fmt: skip
ODD_TEXTS = pool("date_texts")


def directive(dice: Dice) -> str:
    """One directive, with flags and a width at times."""
    flags = "".join(dice.some(0, 2, lambda: dice.pick("-0^#_"))) if dice.often(0.35) else ""
    width = str(dice.pick((1, 2, 3, 5, 10, 12))) if dice.often(0.15) else ""
    colons = dice.pick((":", "::")) if dice.often(0.05) else ""
    return f"%{flags}{width}{colons}{dice.pick('EO') if dice.often(0.04) else ''}{dice.pick(LETTERS)}"


def format_(dice: Dice) -> str:
    """A format: a common one, or directives at random. None ends in ``%}``."""
    if dice.often(0.5):
        return dice.pick(FORMATS)
    return dice.pick((" ", "-", "", "/", ":", "T")).join(dice.some(1, 4, lambda: directive(dice)))


def clock(dice: Dice) -> str:
    """A time of day in one of its many spellings."""
    hour, minute, second = dice.randint(0, 24), dice.randint(0, 59), dice.randint(0, 60)
    shapes = (f"{hour:02}:{minute:02}", f"{hour:02}:{minute:02}:{second:02}", f"{hour}:{minute:02} pm",
        f"{hour % 12}pm", f"{hour % 13}:{minute:02}:{second:02} AM",
        f"{hour:02}:{minute:02}:{second:02}.{dice.randint(0, 9999)}", f"{hour:02}{minute:02}{second:02}")  # fmt: skip
    return dice.pick(shapes) + dice.pick(ZONES)


def day(dice: Dice) -> str:
    """A date in one of its many spellings."""
    year, month, date = (
        dice.pick((2024, 1999, 2000, 1970, 2038, 1900, 99, 24, dice.randint(1, 9999))),
        dice.randint(1, 13),
        dice.randint(1, 31),
    )
    name = dice.pick(MONTHS)
    shapes = (
        f"{year:04}-{month:02}-{date:02}", f"{date:02}/{month:02}/{year}", f"{month:02}/{date:02}/{year}",
        f"{year}/{month}/{date}", f"{date} {name} {year}", f"{name} {date}, {year}", f"{date}-{name}-{year % 100:02}",
        f"{name} {date}", f"{date}.{month}.{year}", f"{dice.pick(DAYS)} {date} {name} {year}",
        f"{year:04}{month:02}{date:02}", f"{name} {year}", f"{date} {name}", f"{month}/{date}", f"{year}-{month}",
        f"{date}{dice.pick(('st', 'nd', 'rd', 'th'))} {name} {year}",
        f"{year % 100:02}-{month:02}-{date:02}", f"{dice.pick(DAYS)} {name} {date}", f"{date:02}-{month:02}-{year:04}",
    )  # fmt: skip
    return dice.pick(shapes)


def moment(dice: Dice) -> str:
    """A text that is a date, looks like one or does not."""
    roll = dice.random()
    if roll < 0.35:
        return dice.pick(ODD_TEXTS)
    if roll < 0.55:
        return day(dice)
    if roll < 0.6:
        return clock(dice)
    if roll < 0.9:
        return day(dice) + dice.pick((" ", "T", " at ", ", ", "  ", " ")) + clock(dice)
    return clock(dice) + " " + day(dice)


def case(dice: Dice) -> Case:
    """A date filter over a text, a number, a time or anything."""
    kind = dice.weighted({"text": 12, "integer": 2, "time": 3, "any": 1})
    if kind == "text":
        subject: object = moment(dice)
    elif kind == "integer":
        subject = dice.pick(
            (0, 1, -1, 1709647629, 10**10, -(10**10), 86400, 951782400, dice.randint(-(10**9), 4 * 10**9))
        )
    else:
        subject = values.moment(dice) if kind == "time" else values.value(dice, 1)
    tail = dice.pick(("", "", "", "", " | append: '!'", " | size", " | plus: 1", " | date: '%Y'"))
    return Case("date", f"{{{{ v | date: {quoted(dice, format_(dice))}{tail} }}}}", {"v": subject})

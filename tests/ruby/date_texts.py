"""Random date texts and formats: real shapes, the same with a few letters changed, heaps of tokens, junk."""

from __future__ import annotations

from random import Random

FULL = "%Y-%m-%d %H:%M:%S.%N %z %-z %::z %Z %s"
"""A format that shows all there is to a time."""

MONTHS = (
    "jan",
    "Feb",
    "MAR",
    "apr.",
    "May",
    "june",
    "Jul",
    "August",
    "Sept",
    "Sep",
    "oct",
    "nov.",
    "December",
    "decembre",
)
DAYS = ("Mon", "tues", "Wednesday", "thu,", "Fri.", "Saturday", "SUN", "sunday,")
ZONES = (
    """
Z|UTC|utc|GMT|UT|EST|EDT|CST|MST|PDT|PST|A|J|M|N|Y|Zulu|JST|CET|CEST|MSK|KST|IST|BST|+0000|-0000|-00:00|+00:00|-00|+09
+9|-5|+0900|-0330|+09:00|-08:00|+05:30|+053015|+05:30:15|+23:59|+24:00|-99:99|+1e|GMT+2|UTC-3|utc+05:30|gmt-0800|+5.5
-3,25|[9]|[+9:jst]|[-5:est]|[0]|(KST)|Asia/Seoul|Eastern Standard Time|pacific daylight time|est dst|a.m.
GMT-0800 (Pacific Standard Time)
""".strip()
    .replace("\n", "|")
    .split("|")
)
TOKENS = (
    """
-|--|/|.|,|:|'|+|t|T|w|W|h|m|s|am|pm|a.m.|p.m.|AM|bc|b.c.|bce|ad|ce|th|st|nd|rd|at|@|noon|today|tomorrow|now|of|the
é|년|월|일|５|٣|[|]|(|)|-w-|--03|w10|W10-2|h31.|R6.|s64|m45|'24|'99|dst|standard|time|'quoted'|null|nil|1st|2nd|3rd
 |  |\t|\u00a0
""".strip("\n")
    .replace("\n", "|")
    .split("|")
)
ALPHABET = "0123456789012345678901234567890 -/.:,'+tTzZhHwWmMsSaApPbBcCdDjJ[]()éß년５\u0301\t\n"
DIRECTIVES = "aAbBcCdDeFgGhHIjklLmMnNpPQrRsStTuUvVwWxXyYzZ%+EOqif:.é-_^#05"
DATE_SHAPES = (
    """
{y}-{m}-{d}|{year}-{month}-{day}|{d}/{m}/{y}|{m}/{d}/{y}|{y}/{m}/{d}|{yy}-{m}-{d}|{d}.{m}.{y}|{day}.{month}.{yy}
{d} {name} {y}|{name} {day}, {y}|{name} {day}|{day} {name}|{d}-{name}-{yy}|{d}-{name}-{y}|{name}-{d}-{y}|{name}-{d}
{name} {y}|{name}|{weekday} {name} {day} {y}|{weekday} {day} {name} {yy}|{weekday}|{month}/{y}|{month}/{day}|{y}-{m}
{y}{m}{d}|{yy}{m}{d}|{y}-{yday}|{yy}-{yday}|-{yday}|{y}{yday}|{y}-W{m}-{day}|{yy}w{m}|w{m}|--{m}-{d}|--{m}{d}|---{d}
-w-{month}|{era}{yy}.{m}.{d}|{day}th {name} {y}|{name} {day}th|{day}th|'{yy} {name} {day}|{day} {name} '{yy}
'{yy}-{m}-{d}|{d}/{m}/'{yy}|'{yy}|{day} {name} {day}th|-{y}-{m}-{d}|+{y}-{m}-{d}|{day} {name} -{y}|{name} {day} bc {y}
{day} {name} {y} b.c.|{day} {name} b.c.e. {y}|{day} {name} ad {y}|{y}-{m}-{d} bce|{day}/{name}/{y}|{day}|{y}. {m}. {d}.
{y}년 {m}월 {d}일|{d} {m} {y}|{y}/{m}-{d}|{y}.{m}-{d}|Today is {y}-{m}-{d}
""".strip()
    .replace("\n", "|")
    .split("|")
)
CLOCK_SHAPES = (
    """
{h}:{mm}|{h}:{mm}:{ss}|{h}:{mm}:{ss}.{fraction}|{h}:{mm}:{ss},{fraction}|{hour}:{mm}{half}|{hour}{half}|{hour}|{hour}h
{hour}:{mm}:{ss}{half}|{h}{mm}{half}|{hour}h{minute}m|{hour}h {minute}m {second}s|{hour} : {minute} : {second}
{h}{mm}{ss}|{h}{mm}|{h}:{mm}:{ss}.|24:00|24:00:00|23:59:60
""".strip()
    .replace("\n", "|")
    .split("|")
)


def value(dice: Random) -> str | int:
    """A text that may be a date, or a number of seconds."""
    kind = dice.random()
    if kind < 0.05:
        return _seconds(dice)
    if kind < 0.40:
        return _moment(dice)
    if kind < 0.65:
        return _changed(dice, _moment(dice))
    if kind < 0.75:
        return _digits(dice)
    if kind < 0.93:
        return dice.choice(("", " ", " ", "-")).join(_token(dice) for _ in range(dice.randint(1, 7)))
    return "".join(dice.choices(ALPHABET, k=dice.choice((1, 2, 3, 5, 8, 13, 40, 127, 128, 129))))


def format_(dice: Random) -> str:
    """Something like a format; often odd, and at times cut off inside a directive."""
    if dice.random() < 0.4:
        return FULL
    return dice.choice(("", " ", "-", "x")).join(_directive(dice) for _ in range(dice.randint(1, 6)))


def _seconds(dice: Random) -> str | int:
    number = dice.randint(-(10 ** dice.randint(1, 30)), 10 ** dice.randint(1, 30))
    return number if dice.random() < 0.5 else str(number)


def _number(dice: Random) -> str:
    number = dice.choice((dice.randint(0, 31), dice.randint(0, 99), dice.randint(1900, 2100), dice.randint(0, 10**6)))
    return f"{number:0{dice.choice((1, 2, 2, 3, 4))}d}"


def _token(dice: Random) -> str:
    kind = dice.random()
    if kind < 0.45:
        return _number(dice)
    return dice.choice(TOKENS if kind < 0.8 else MONTHS if kind < 0.9 else DAYS if kind < 0.95 else ZONES)


def _day(dice: Random) -> str:
    year = dice.choice((2024, 2023, 2000, 1970, 1969, 1900, 99, 68, 69, 5, 0, dice.randint(0, 99999)))
    month, day = dice.randint(1, 12) if dice.random() < 0.9 else dice.randint(0, 20), dice.randint(0, 32)
    return dice.choice(DATE_SHAPES).format(
        year=year, month=month, day=day, y=f"{year:04}", yy=f"{year % 100:02}", m=f"{month:02}", d=f"{day:02}",
        yday=f"{dice.randint(0, 400):03}", name=dice.choice(MONTHS), weekday=dice.choice(DAYS),
        era=dice.choice("mtshrMTSHR"),
    )  # fmt: skip


def _clock(dice: Random) -> str:
    hour = dice.randint(0, 25) if dice.random() < 0.95 else dice.randint(0, 10**12)
    minute, second = dice.randint(0, 60), dice.randint(0, 61)
    return dice.choice(CLOCK_SHAPES).format(
        hour=hour, minute=minute, second=second, h=f"{hour:02}", mm=f"{minute:02}", ss=f"{second:02}",
        fraction="".join(dice.choices("0123456789", k=dice.choice((0, 1, 3, 6, 9, 9)))),
        half=dice.choice(("am", "pm", " am", " PM", " a.m.", "p.m.", " p", "amx")),
    )  # fmt: skip


def _moment(dice: Random) -> str:
    zone = dice.choice(("", " ")) + dice.choice(ZONES) if dice.random() < 0.5 else ""
    kind = dice.random()
    if kind < 0.2:
        return _day(dice)
    if kind < 0.3:
        return _clock(dice) + zone
    if kind < 0.4:
        return f"{_clock(dice)}{zone} {_day(dice)}"
    return _day(dice) + dice.choice((" ", " ", "T", "t", ", ", " at ", "  ")) + _clock(dice) + zone


def _digits(dice: Random) -> str:
    digits = "".join(dice.choices("0011223456789", k=dice.randint(1, 16)))
    time = dice.choice(("", " ", "T", " t ")) + "".join(dice.choices("0011223456789", k=dice.randint(0, 7)))
    fraction = dice.choice((".", ",")) + "".join(dice.choices("0123456789", k=dice.randint(0, 9)))
    parts = (dice.choice(("", "", "+", "-")), digits, time, fraction, dice.choice(("", "", " ")) + dice.choice(ZONES))
    return parts[0] + digits + "".join(part for part in parts[2:] if dice.random() < 0.4)


def _changed(dice: Random, text: str) -> str:
    for _ in range(dice.randint(1, 3)):
        at, end = dice.randint(0, len(text)), dice.randint(0, 2)
        text = text[:at] + dice.choice(("", dice.choice(ALPHABET), _token(dice))) + text[at + end :]
    return text


def _directive(dice: Random) -> str:
    flags = "".join(dice.choices("-0^#_", k=dice.randint(0, 3))) if dice.random() < 0.4 else ""
    width = str(dice.choice((0, 1, 2, 3, 5, 6, 9, 10, 12, 30, 99999999999, "007"))) if dice.random() < 0.25 else ""
    colons = ":" * dice.randint(0, 6) if dice.random() < 0.1 else ""
    modifier = dice.choice("EO") if dice.random() < 0.06 else ""
    order = [flags, width, colons, modifier]
    if dice.random() < 0.1:
        dice.shuffle(order)
    return "%" + "".join(order) + (dice.choice(DIRECTIVES) if dice.random() < 0.98 else "")

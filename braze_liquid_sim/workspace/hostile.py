"""Ready-made users that templates break on, with what each is for; they need no files.

Each stands in for a person that will be among the recipients one day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cache
from types import MappingProxyType
from typing import Any

from braze_liquid_sim.workspace.names import UnknownName, suggestion
from braze_liquid_sim.workspace.user import User

PREFIX = "hostile:"
"""What stands before their names where a user is asked for: ``--user hostile:quotes``."""

Change = Callable[[dict[str, Any]], None]

_JANE: dict[str, Any] = {
    "external_id": "user-123",
    "braze_id": "5fbd99bac125ca40511f2cb1",
    "random_bucket": 2365,
    "first_name": "Jane",
    "last_name": "Doe",
    "email": "jane.doe@example.com",
    "phone": "+447700900123",
    "dob": "1980-12-21",
    "country": "GB",
    "home_city": "London",
    "language": "en",
    "time_zone": "Europe/London",
    "gender": "F",
    "custom_attributes": {"nickname": "Jay", "loyalty_points": 250, "tags": ["one", "two"]},
    "campaign": {"name": "Spring Sale", "api_id": "5b6c8d9e-0f1a-4b2c-8d3e-4f5a6b7c8d9e"},
}
"""The profile that each changes where :func:`hostile_users` gets no other."""

_IDENTITY = {"external_id", "user_id", "braze_id", "email", "email_address", "phone", "phone_number"}
_FORMAL = _IDENTITY | {"dob", "date_of_birth", "country", "language", "time_zone", "gender", "api_id"}
"""Texts whose form Braze sees to, so that nobody can write what they like into them."""


def _everywhere(text: str) -> Change:
    """Put the text wherever a person or a colleague may write what they like."""

    def change(profile: dict[str, Any]) -> None:
        _replace(profile, text)

    return change


def _replace(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        if "$time" not in value:
            value.update({key: _replace(item, text) for key, item in value.items() if key not in _FORMAL})
        return value
    if isinstance(value, list):
        return [_replace(item, text) for item in value]
    return text if isinstance(value, str) else value


def _with(**fields: Any) -> Change:
    def change(profile: dict[str, Any]) -> None:
        profile.update(fields)

    return change


def _id(text: str) -> Change:
    def change(profile: dict[str, Any]) -> None:
        profile.pop("user_id", None)
        profile["external_id"] = text

    return change


def _nulls(profile: dict[str, Any]) -> None:
    for key, value in profile.items():
        profile[key] = dict.fromkeys(value) if isinstance(value, dict) else None


def _zeros(profile: dict[str, Any]) -> None:
    profile.update(external_id="007", phone="00441234")
    profile["custom_attributes"] = {**(profile.get("custom_attributes") or {}), "zip code": "01234", "points": "0042"}


_INJECTION = 'x","members.member.points": "999999","meta.x": "'

_USERS: dict[str, tuple[str, Change]] = {
    "null": ("every attribute is null: defaults, and no message to nobody", _nulls),
    "anonymous": ("known by a device only, without an external id", _with(external_id=None, user_id=None, email=None)),
    "empty": ("every text is empty, which is not null", _everywhere("")),
    "blank": ("every text is a blank, which 'default' lets through", _everywhere(" ")),
    "quotes": ("a double quote ends a JSON text or an HTML attribute early", _everywhere('Dwayne "The Rock"')),
    "apostrophe": ("a single quote ends a text of Liquid, JavaScript or SQL early", _everywhere("O'Neil")),
    "backslash": ("a backslash at the end takes the closing quote of a JSON text with it", _everywhere("A\\B\\")),
    "newline": (
        "a line break is not allowed in JSON, a header or a subject line",
        _everywhere("one\r\nX-Two: 2\nthree"),
    ),
    "tab": ("a tab is not allowed in a JSON text", _everywhere("a\tb")),
    "control": (
        "control characters are not allowed in JSON, nor seen in a log",
        _everywhere("a\x01\x1b[31m\x7f\N{LINE SEPARATOR}"),
    ),
    "emoji": ("emoji of one and several characters, outside the basic plane", _everywhere("👩🏽‍🚀🇰🇷 ☕️")),
    "right_to_left": (
        "letters that run from the right, and a mark that turns what follows",
        _everywhere("מיכל \N{RIGHT-TO-LEFT OVERRIDE}gpj.exe عائشة"),
    ),
    "hangul": ("letters of three bytes: base64 with + and /, and limits in bytes", _everywhere("김민준")),
    "combining": (
        "one letter of several characters: cut in the middle it falls apart",
        _everywhere(
            "Jose\N{COMBINING ACUTE ACCENT} Z\N{COMBINING DIAERESIS}\N{COMBINING CEDILLA}\N{COMBINING RING ABOVE}"
        ),
    ),
    "long": ("300 characters, more than Braze keeps or an SMS holds", _everywhere("x" * 299 + "!")),
    "html": ("markup that runs where a text is not escaped", _everywhere("<script>alert(1)</script><b>&amp;")),
    "liquid": (
        "Liquid that must be printed, not run",
        _everywhere("{{ 'now' | date: '%s' }}{% abort_message('x') %}${first_name}"),
    ),
    "json_injection": ("writes points of its own into JSON that is not escaped", _everywhere(_INJECTION)),
    "base64": ("bytes whose base64 has + and / and padding", _everywhere("~~~???>>>")),
    "url": ("what has a meaning in a URL", _everywhere("Spring & Sale #1 50%+?x=1;y/z")),
    "zero_width": (
        "looks blank or equal, and is neither",
        _everywhere("\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"),
    ),
    "id_slash": ("an id with a slash adds a step to a path", _id("a/b")),
    "id_dots": ("an id that climbs out of its path", _id("../x")),
    "id_query": ("an id that begins a query and a fragment", _id("a?b#c")),
    "id_percent": ("an id with a percent sign that encodes nothing", _id("50%")),
    "id_spaces": ("an id with blanks and a plus sign", _id("a b+c ")),
    "id_quote": ("an id that ends a JSON text and adds a key", _id('x","status":"REDEEMED')),
    "leading_zeros": ("ids and zip codes that are no numbers", _zeros),
    "numeric_texts": ("texts that look like numbers, dates and booleans", _everywhere("1e5")),
    "zone_east": ("a day ahead: Kiritimati, at +14:00", _with(time_zone="Pacific/Kiritimati", country="KI")),
    "zone_west": ("a day behind: Pago Pago, at -11:00", _with(time_zone="Pacific/Pago_Pago", country="AS")),
    "zone_half_hour": ("a zone that is no whole hour from UTC", _with(time_zone="Asia/Kathmandu", country="NP")),
    "leap_birthday": ("born on a day that most years do not have", _with(dob="2000-02-29", date_of_birth="2000-02-29")),
}


def hostile_users(base: Mapping[str, Any] | None = None) -> Mapping[str, User]:
    """All of them by name; ``User.purpose`` says what each is for.

    Each is the profile ``base`` (a plain Jane Doe unless given) with one thing changed, in all the texts that somebody
    may write freely, so that a template gets the attributes it asks for.
    """
    return _on_jane() if base is None else MappingProxyType(_changed(base))


@cache
def _on_jane() -> Mapping[str, User]:
    return MappingProxyType(_changed(_JANE))


def _changed(base: Mapping[str, Any]) -> dict[str, User]:
    users = {}
    for name, (purpose, change) in _USERS.items():
        profile = deepcopy(dict(base))
        change(profile)
        users[name] = User(PREFIX + name, profile, purpose)
    return users


def hostile_user(name: str) -> User:
    """The one that is called ``hostile:name``.

    Raises:
        UnknownName: there is none.
    """
    users = hostile_users()
    short = name.removeprefix(PREFIX)
    if short not in users:
        raise UnknownName(f"no hostile user {short!r:.100}", help=suggestion(short, [*users, "all"]))
    return users[short]

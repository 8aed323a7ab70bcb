"""Plain Python, as a person writes it who has no template engine: readable, f-strings, the standard library."""

# ruff: noqa: W293 - blanks at line ends belong to the message

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from platform import python_version
from typing import Any
from unittest.mock import patch
from urllib.parse import quote, quote_plus

import msgspec

from tests.benchmarks.engines._jinja_filters import Clock, truncatewords
from tests.benchmarks.engines._worker import Engine, Parsed, User
from tests.benchmarks.workload import Workload

CLOCK = Clock()


def small(user: User) -> str:
    """A line of text with two values."""
    points = user["custom_attributes"]["points"]
    return f"Hi {user['first_name'] or ''}, you have {'' if points is None else points} points."


def webhook(user: User) -> str:
    """The body that updates a coupon."""
    external_id = user["external_id"].strip()
    if not external_id:
        return ""
    until = CLOCK.now_plus(2592000).strftime("%Y-%m-%d")
    body = {"externalId": external_id, "campaignId": "2xa1lRy8dBz4eEElBfmIz8", "expiryDate": f"{until}T23:59:59Z"}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def smartpass(user: User) -> str:
    """The signed link."""
    external_id = user["external_id"].strip()
    if not external_id:
        return ""
    name = f"{user['first_name'] or ''} {user['last_name'] or ''}".strip() or "Member"
    until = CLOCK.now_plus(31536000).strftime("%Y-%m-%d")
    payload = {
        "members.member.externalId": external_id,
        "members.member.points": "100",
        "members.tier.id": "current_customer",
        "person.displayName": name,
        "person.externalId": external_id,
        "universal.expiryDate": f"{until}T23:59:59Z",
    }
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    data = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    unsigned = f"https://pub1.pskt.io/c/ww0jir?data={data}"
    signature = hmac.new(b"example-project-secret", unsigned.encode(), hashlib.sha1).hexdigest()
    campaign = user.get("canvas", {}).get("name") or user["campaign"]["name"]
    utm_name = f"&utm_name={quote(campaign, safe='')}" if campaign else ""
    return f"{unsigned}&sig={signature}&utm_source=braze{utm_name}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 3] + "..."


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _greeting(language: str | None, name: str) -> str:
    if language == "ko":
        return f"안녕하세요, {name}님!"
    if language == "de":
        return f"Hallo {name}!"
    if language in ("fr", "es"):
        return f"{name}, bonjour / hola !"
    return f"Hello {name}!"


def _points(points: int) -> str:
    if points >= 50000:
        return f"You have <b>{points}</b> points: enough for anything in the shop."
    if points >= 10000:
        return f"You have <b>{points}</b> points; {50000 - points} more and everything is yours."
    if points > 0:
        return f"You have <b>{points}</b> points. With {points * 2 + 100} you could be choosing."
    return "No points yet. Shall we change that?"


TIERS = {
    "gold": "Gold members pay no delivery.",
    "silver": "Silver members pay half the delivery.",
    "bronze": "Bronze members get a sticker.",
}


def _cart(cart: list[dict[str, Any]]) -> str:
    if not cart:
        return ""
    rows = []
    total = 0
    for number, item in enumerate(cart, 1):
        line = item["cents"] * item["quantity"]
        total += line
        place = "first" if number == 1 else "last" if number == len(cart) else "row"
        rows.append(f"""
    
    
    <tr class="{place}">
      <td>{number}</td>
      <td><a href="https://shop.example.com/p/{quote_plus(item["sku"])}">{html.escape(_cut(item["name"], 24))}</a></td>
      <td>{item["sku"].upper()}</td>
      <td>{item["quantity"]}{" (gift)" if item["gift"] else ""}</td>
      <td>{_money(line)}</td>
    </tr>
""")
    earned = (
        "" if total < 1000 else f'\n  <p class="muted">That is {total // 100 * 3} points once it has arrived.</p>\n'
    )
    delivery = ""
    if total > 20000:
        delivery = "\n  <p>Delivery is on us.</p>\n"
    elif total > 5000:
        delivery = f"\n  <p>Add {(20000 - total) // 100} EUR and delivery is on us.</p>\n"
    return f"""
<div class="card">
  <h2>{len(cart)} in your cart</h2>
  <table>

{"".join(rows)}
  </table>
  
  <p>Together: <b>{_money(total)} EUR</b></p>
{earned}
{delivery}
</div>
"""


def _coupon(coupon: dict[str, Any] | None) -> str:
    if coupon is None:
        return ""
    rare = "\n  <p>This one is rare.</p>\n  " if coupon["percent"] > 20 else ""
    until = date.fromisoformat(coupon["until"])
    return f"""
<div class="card">
  <h2>{coupon["percent"]} % off</h2>
  <p>Use <code>{coupon["code"].upper()}</code> until {until:%A, %d %B %Y}.</p>
  {rare}
</div>
"""


def _interests(interests: list[str], store: dict[str, Any]) -> str:
    items = "".join(
        f"\n    <li>{interest.capitalize()}{'' if number == len(interests) else ','}</li>\n"
        for number, interest in enumerate(interests, 1)
    )
    news = []
    for interest in interests[:2]:
        if interest in ("tea", "coffee"):
            sample = f"{interest}-sampler".replace("-", " ").capitalize()
            news.append(f"\n  \n  <p>New this week for {interest} drinkers: {sample}.</p>\n  \n")
        else:
            name = html.escape(store["name"])
            news.append(f"\n  \n  <p>{interest.capitalize()} is in the window at {name}.</p>\n  \n")
    return f"""
<div class="card">
  <h2>What you like</h2>
  <ul>
{
        items
        or '''
    <li class="muted">Tell us!</li>
'''
    }
  </ul>
  <p>{" · ".join(interests).upper()}</p>
{"".join(news)}
</div>"""


def _footer(user: User) -> str:
    external_id = quote_plus(user["external_id"])
    if user["custom_attributes"]["newsletter"]:
        campaign = quote_plus(user["campaign"]["name"])
        return f"""
  You get this because {user["email"]} is on our list.
  <a href="https://shop.example.com/leave?u={external_id}&amp;c={campaign}">Leave it</a>
"""
    return f"""
  Sent once to {user["email"].lower()}; <a href="https://shop.example.com/join?u={external_id}">join</a> for more.
"""


def _store(user: User, store: dict[str, Any], note: str | None) -> str:
    days = "".join(f"\n    <li>Day {day}: {day * 2 + 7} to 18</li>\n" for day in range(1, 6))
    words = f"\n  <blockquote>{html.escape(truncatewords(note, 8))}</blockquote>\n  " if note else ""
    state = "Open today. Come by!" if store["open"] else "Closed today."
    return f"""
<div class="card">
  <h2>{html.escape(store["name"])}</h2>
  <p>{html.escape(store["street"])}, {html.escape(user["home_city"] or "your town")}</p>
  <p>
  
    {state}
  
  </p>
  
  {words}
  <ol>
{days}
  </ol>
</div>"""


def _birthday(text: str | None) -> str:
    if not text:
        return ""
    day = date.fromisoformat(text)
    return f"\n<p>Your birthday, {day:%B %-d}, is {int(f'{day:%j}') * 100 // 366} % into the year.</p>\n"


def email(user: User) -> str:
    """The 150 lines of the e-mail."""
    attributes = user["custom_attributes"]
    full_name = f"{user['first_name'] or 'friend'} {user['last_name'] or ''}".strip()
    points = attributes["points"] or 0
    store = attributes["store"]
    since = attributes["member_since"]
    visit = datetime.fromisoformat(attributes["last_visit"])
    joined = f"With us since {datetime.fromisoformat(since):%B %-d, %Y}." if since else "Welcome on board."
    return f"""<!DOCTYPE html>
<html lang="{(user["language"] or "en").lower()}">
<head>
<title>{html.escape(_cut(full_name, 30))} – your news of {visit:%d.%m.%Y}</title>
<style>
  body {{ font-family: sans-serif; margin: 0 }}
  .card {{ padding: 16px; border: 1px solid #ddd }}
  .muted {{ color: #777 }}
  .row {{ background: #fafafa }}
</style>
</head>
<body class="{(attributes["tier"] or "none").lower()}-tier">
<div class="card">

  <h1>{_greeting(user["language"], html.escape(full_name))}</h1>


  <p>{joined}</p>

</div>
<div class="card">
  <h2>Your points</h2>

  <p>{_points(points)}</p>

  <p class="muted">{points // 1000} vouchers, {points % 1000} points towards the next.</p>

  <p>{TIERS.get(attributes["tier"], "Ask us about membership.")}</p>

</div>
{_cart(attributes["cart"])}
{_coupon(attributes["coupon"])}{_interests(attributes["interests"], store)}{_store(user, store, attributes["note"])}
{_birthday(user["dob"])}
<p class="muted">
{_footer(user)}
</p>
<p class="muted">{html.escape(f"{store['name']}, {store['street']}".strip())}</p>
<p class="muted">&copy; {CLOCK.now_plus(0):%Y} Example Shop</p>
</body>
</html>"""


FUNCTIONS: dict[str, Callable[[User], str]] = {
    function.__name__: function for function in (small, webhook, smartpass, email)
}


def engine() -> Engine:
    """The functions above; there is nothing to parse."""

    def parse(workload: Workload) -> Parsed:
        render, loads = FUNCTIONS[workload.name], msgspec.json.Decoder().decode
        return Parsed(render, lambda line: render(loads(line)).encode(), render)

    def once(workload: Workload, user: User) -> str:
        return FUNCTIONS[workload.name](user)

    def frozen(now: datetime) -> AbstractContextManager[Any]:
        return patch.object(CLOCK, "held", now)

    return Engine(python_version(), parse, once, frozen)

"""Synthetic users for the benchmark: the same ones every time, none like another."""

from __future__ import annotations

import json
import random
from typing import Any

FIRST = (
    "Jane",
    "Zoë",
    "José",
    "김",
    "민준",
    "서연",
    "Siobhán",
    "D'Arcy",
    "Łukasz",
    "Anne-Marie",
    "Bo",
    "Müjde",
    "Olu",
    "Renée",
    "하은",
)
LAST = (
    "Doe",
    "O'Brien",
    "Ñandú",
    "García Márquez",
    "민준",
    "서연",
    "van der Berg",
    "Smith & Sons",
    "Østergård",
    "Nguyễn",
    "Kim",
)
CITIES = ("Seoul", "서울", "Kraków", "São Paulo", "Zürich", "Lagos", "Málaga", "Reykjavík")
TIERS = ("gold", "silver", "bronze", "Platinum", None)
LANGUAGES = ("en", "ko", "de", "fr", "es", "ja", None)
PRODUCTS = (
    "Trail Shoe <2026>",
    "Rain Jacket",
    "텀블러",
    "Crème brûlée set",
    "Tea & Biscuits",
    'Mug "classic"',
    "Wool Socks",
)
TAGS = ("shoes", "tea", "hiking", "coffee", "books", "garden", "music")
NOTES = (
    "Prefers the small shop at the corner, never on Mondays; asks for paper bags and a receipt by e-mail.",
    "문 앞에 두고 가 주세요. 감사합니다!",
    "Rings twice & waits.",
    "",
    None,
)


def users(count: int, seed: int = 20261123) -> list[dict[str, Any]]:
    """``count`` distinct users in Braze's export form, about 770 bytes of JSON each."""
    rng = random.Random(seed)
    return [_user(rng, number) for number in range(count)]


def json_lines(profiles: list[dict[str, Any]]) -> list[bytes]:
    """Each user as one line of compact UTF-8 JSON, without the line end."""
    return [json.dumps(user, ensure_ascii=False, separators=(",", ":")).encode() for user in profiles]


def _maybe(rng: random.Random, value: Any, absent: float = 0.1) -> Any:
    return None if rng.random() < absent else value


def _day(rng: random.Random, first: int, last: int) -> str:
    return f"{rng.randint(first, last)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _time(rng: random.Random, first: int, last: int) -> str:
    return f"{_day(rng, first, last)}T{rng.randint(0, 23):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}Z"


def _item(rng: random.Random) -> dict[str, Any]:
    return {
        "name": rng.choice(PRODUCTS),
        "sku": f"sku-{rng.randint(1000, 9999)}",
        "cents": rng.randint(99, 25_000),
        "quantity": rng.choice((1, 1, 1, 2, 3)),
        "gift": rng.random() < 0.2,
    }


def _user(rng: random.Random, number: int) -> dict[str, Any]:
    return {
        "external_id": f"user-{number:06}-{rng.randrange(16**8):08x}",
        "first_name": _maybe(rng, rng.choice(FIRST)),
        "last_name": _maybe(rng, rng.choice(LAST)),
        "email": f"user{number}@example.com",
        "language": rng.choice(LANGUAGES),
        "country": rng.choice(("KR", "PL", "BR", "CH", "NG", "ES")),
        "home_city": _maybe(rng, rng.choice(CITIES)),
        "dob": _maybe(rng, _day(rng, 1950, 2008)),
        "custom_attributes": {
            "points": _maybe(rng, rng.randint(0, 99_999), 0.05),
            "tier": rng.choice(TIERS),
            "member_since": _maybe(rng, _time(rng, 2015, 2025)),
            "last_visit": _time(rng, 2026, 2026),
            "newsletter": _maybe(rng, rng.random() < 0.7),
            "interests": rng.sample(TAGS, rng.randint(0, 4)),
            "cart": [_item(rng) for _ in range(rng.choice((0, 1, 2, 2, 3)))],
            "coupon": _maybe(
                rng,
                {
                    "code": f"save-{rng.randint(100, 999)}",
                    "percent": rng.choice((5, 10, 25)),
                    "until": _day(rng, 2027, 2027),
                },
            ),
            "store": {
                "name": "Shop " + rng.choice(CITIES),
                "street": f"{rng.randint(1, 200)} High Street",
                "open": rng.random() < 0.8,
            },
            "note": rng.choice(NOTES),
        },
        "devices": [
            {"model": rng.choice(("Pixel 9", "iPhone 17")), "os": f"{rng.randint(12, 26)}.{rng.randint(0, 6)}"}
        ],
        "random_bucket": rng.randrange(10_000),
        "campaign": {"name": rng.choice(("Spring & Sale #1", "Welcome", "가을 세일"))},
    }

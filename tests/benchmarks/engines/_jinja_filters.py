"""What the Jinja templates need besides Jinja's own filters, for Jinja2 and minijinja alike."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, quote_plus


def base64_encode(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def date(value: str | datetime, format: str) -> str:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.strftime(format)


def hmac_sha1_hex(value: str, key: str) -> str:
    return hmac.new(key.encode(), value.encode(), hashlib.sha1).hexdigest()


def json_escape(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]


def truncatewords(value: str, count: int) -> str:
    words = value.split()
    return " ".join(words[:count]) + "..." if len(words) > count else value


def url_encode(value: str) -> str:
    return quote_plus(value)


def url_param_escape(value: str) -> str:
    return quote(value, safe="")


FILTERS: dict[str, Callable[..., str]] = {
    function.__name__: function
    for function in (base64_encode, date, hmac_sha1_hex, json_escape, truncatewords, url_encode, url_param_escape)
}


class Clock:
    """Today as the templates ask for it; ``held`` stops it."""

    held: datetime | None = None

    def now_plus(self, seconds: int) -> Any:
        return (self.held or datetime.now(UTC)) + timedelta(seconds=seconds)

"""A status comes from the cache, and may have changed since.

Braze keeps the answer to a GET for 5 minutes where the call does not say otherwise, and for up to 4 hours where it
does. A coupon that was redeemed a minute ago is still called unused. Calls that name the user (``${user_id}``) may go
round the cache, but need not.

Example:
    {% connected_content https://api.example.com/coupon/7 :save coupon %}
    {% if coupon.status == 'REDEEMED' %}Used{% endif %}

Instead:
    {% connected_content https://api.example.com/coupon/7 :no_cache :save coupon %}
    {% if coupon.status == 'REDEEMED' %}Used{% endif %}

Source: Braze: caching responses (5 minutes unless told otherwise, 5 minutes to 4 hours)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Comparison, Literal, Path
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.web import constant, method, option
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "calls"
SEVERITY = Severity.NOTE

_STATUS = re.compile(r"(?:\w*[_a-z])?status|redeemed|is_redeemed", re.IGNORECASE)
_IT_WORKED = ("ok", "success", "succeeded", "200", "true", "error", "fail", "failed")
"""What services call the outcome of the call itself."""


def find(field: Field) -> Iterator[Found]:
    """Every call that may be answered from the cache and whose status is read."""
    for call in field.all(ConnectedContent):
        kept = option(call, "cache_max_age")
        if "no_cache" in call.flags or (method(call) != "GET" and not kept):
            continue
        path = next((path for path in field.paths if path.root == call.name and _is_status(field, path)), None)
        if path:
            age = constant(kept)
            how_long = f"for {age} seconds" if kept and age else "for 5 minutes"
            yield field.found(
                call,
                f"{field.written(path.start, path.end)} may be old: the answer is kept {how_long}",
                "Write :no_cache, so that every message asks anew."
                if method(call) == "GET"
                else "Leave the cache out.",
                severity=Severity.WARNING if kept else SEVERITY,
            )


def _is_status(field: Field, path: Path) -> bool:
    key = path.segments[-1].key if path.segments else None
    if not isinstance(key, str) or key.startswith("__") or not _STATUS.fullmatch(key):
        return False
    parent = field.parent(path)
    other = (parent.right if parent.left is path else parent.left) if isinstance(parent, Comparison) else None
    return not (isinstance(other, Literal) and str(other.value).lower() in _IT_WORKED)

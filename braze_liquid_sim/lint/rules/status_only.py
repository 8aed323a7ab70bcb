"""A coupon is judged by its status alone.

PassKit's status of a coupon is ``UNREDEEMED`` or ``REDEEMED`` and nothing else: a coupon that has expired, or whose
pass was made invalid, is ``UNREDEEMED`` still. Look at ``expiryDate`` or ``passMetaData`` too before you say that it
can be used.

Example:
    {% connected_content https://api.pub1.passkit.io/coupon/singleUse/coupon/7 :no_cache :save coupon %}
    {% if coupon.status == 'UNREDEEMED' %}Your coupon is waiting.{% endif %}

Instead:
    {% connected_content https://api.pub1.passkit.io/coupon/singleUse/coupon/7 :no_cache :save coupon %}
    {% assign now = 'now' | date: '%s' | plus: 0 %}{% assign end = coupon.expiryDate | date: '%s' | plus: 0 %}
    {% if coupon.status == 'UNREDEEMED' and end > now %}Your coupon is waiting.{% endif %}

Source: PassKit: single-use coupons (CouponStatus)
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Comparison, Literal, Path
from braze_liquid_sim.dialect.tags.case import Case
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.web import host
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "passkit"
SEVERITY = Severity.WARNING

_STATUSES = ("UNREDEEMED", "REDEEMED")
_ALSO = ("expiryDate", "passMetaData", "metaData")


def find(field: Field) -> Iterator[Found]:
    """The first status of every coupon of which nothing else is read; and comparisons with what it never is."""
    for call in field.all(ConnectedContent):
        if not _asks_for_coupon(field, call):
            continue
        read = [path for path in field.paths if path.root == call.name and path.segments]
        statuses = [path for path in read if path.segments[0].key == "status" and len(path.segments) == 1]
        if statuses and not any(path.segments[0].key in _ALSO for path in read):
            written = field.written(statuses[0].start, statuses[0].end)
            message = f"{written} does not say that a coupon has expired or is void"
            help = f"Look at {call.name}.expiryDate and {call.name}.passMetaData.status too."
            yield field.found(statuses[0], message, help)
        yield from _impossible(field, statuses)


def _asks_for_coupon(field: Field, call: ConnectedContent) -> bool:
    written = "".join(field.written(node.start, node.end) for node in call.url.nodes)
    return "passkit.io" in host(call) and "/coupon/" in written


def _impossible(field: Field, statuses: list[Path]) -> Iterator[Found]:
    for path in statuses:
        for value in _compared_with(field, path):
            if isinstance(value.value, str) and value.value and value.value not in _STATUSES:
                message = f"a coupon's status is never {value.value}"
                help = "It is UNREDEEMED or REDEEMED; expiryDate and passMetaData say more."
                yield field.found(value, message, help, severity=Severity.ERROR)


def _compared_with(field: Field, path: Path) -> list[Literal]:
    parent = field.parent(path)
    if isinstance(parent, Comparison):
        return [one for one in (parent.left, parent.right) if isinstance(one, Literal)]
    if isinstance(parent, Case) and parent.value is path:
        return [value for value, _ in parent.branches if isinstance(value, Literal)]
    return []

"""PassKit has no such route: the call is answered with 404, or with 501 where the method is wrong.

A segment more or less is another path. The coupon of an external id is found at
``/coupon/singleUse/coupon/externalId/{couponCampaignId}/{externalId}``: without the campaign's id nothing is.

Example:
    {% assign path = 'members/member/externalId' %}
    {% connected_content https://api.pub1.passkit.io/{{ path }}/{{ id }} :auth_credentials passkit :save m %}

Instead:
    {% assign path = 'members/member/externalId/7Fq2bXo0aRzKcT9dLmEuVw' %}
    {% connected_content https://api.pub1.passkit.io/{{ path }}/{{ id }} :auth_credentials passkit :save m %}

Source: PassKit: HTTP rules in the descriptors of the Python SDK 1.1.162
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.passkit_parts import Address, Request
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit.routes import Nearest, methods_of, nearest

TOPIC = "passkit"
SEVERITY = Severity.ERROR

_OTHERS = (
    "/login",
    "/users",
    "/templates",
    "/images",
    "/certificates",
    "/raw",
    "/scheduler",
    "/analytics",
    "/projects",
)
"""Parts of the API whose routes are not known here."""


def find(field: Field) -> Iterator[Found]:
    """The URLs of calls that take no route."""
    for request in field.passkit.requests:
        address = request.address
        if address and request.url and request.method and not request.route and _is_written(address):
            yield _found(field, request, address)


def _is_written(address: Address) -> bool:
    """Whether enough of the path is known."""
    first = address.path.strip("/").split("/")[0]
    return GAP not in first and not address.path.startswith(_OTHERS)


def _found(field: Field, request: Request, address: Address) -> Found:
    start, end = _place(field, request, address)
    shown = address.path.replace(GAP, "{…}")
    if methods := methods_of(address.path):
        message = f"PassKit does not take {request.method} at {shown}"
        return field.found((start, end), message, f"Use {' or '.join(methods)}.")
    message = f"PassKit has no route {request.method} {shown}"
    near = nearest(request.method, address.path)
    if near is None:
        return field.found((start, end), message, "See the routes of PassKit's API.")
    return field.found((start, end), message, _help(near))


def _help(near: Nearest) -> str:
    help = f"The nearest is {near.route.method} {near.route.path}"
    extra = [part.replace(GAP, "{…}") for part in near.extra if part]
    if near.missing:
        help += f": it has {' and '.join(near.missing)} as well"
    elif extra:
        help += f": it has no {' and '.join(extra)}"
    return f"{help}."


def _place(field: Field, request: Request, address: Address) -> tuple[int, int]:
    """The path as it is written."""
    stream = request.url
    node = stream.node if stream else None
    start = stream.offset(address.path_at) if stream else None
    if isinstance(node, ConnectedContent) and node.url.nodes:
        first, last = node.url.nodes[0].start, node.url.nodes[-1].end
        return (start if start is not None and first <= start < last else first), last
    return start or 0, len(field.text)

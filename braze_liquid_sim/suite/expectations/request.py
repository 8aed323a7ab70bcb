"""``request: …``: what of a webhook's request matters: ``method``, ``url``, ``headers``, ``body``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.message import Delivery
from braze_liquid_sim.request import SECRET_HEADERS
from braze_liquid_sim.suite.comparing import subset

FORM = (dict,)


def check(expected: Any, delivery: Delivery) -> Iterator[str]:
    """Compare the named parts; header names in any case, the body as JSON where an object or a list is expected."""
    if delivery.request is None:
        yield "there is no request"
        return
    wanted, found = dict(expected), delivery.request.as_json()
    if isinstance(wanted.get("headers"), dict):
        wanted["headers"] = {name.lower(): value for name, value in wanted["headers"].items()}
        found["headers"] = {name.lower(): value for name, value in found["headers"].items()}
        for name in SECRET_HEADERS:
            # Compared, but not shown.
            secret = found["headers"].get(name)
            if secret is not None and wanted["headers"].pop(name, secret) != secret:
                yield f"request.headers.{name} is another secret than expected"
    if isinstance(wanted.get("body"), dict | list):
        try:
            found["body"] = json.loads(found["body"])
        except ValueError as error:
            yield f"the body is not JSON: {error}"
            return
    yield from subset(wanted, found, "request")

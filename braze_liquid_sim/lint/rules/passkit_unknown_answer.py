"""A template reads what PassKit's answer does not have.

It is nil for everybody: nothing is printed, and a condition on it never holds. Names are told apart by their case. When
PassKit refuses a call, the answer has an ``error`` and nothing else.

Example:
    {% connected_content https://api.pub1.passkit.io/members/member/id/{{ id }} :auth_credentials passkit :save m %}
    You have {{ m.balance }} points.

Instead:
    {% connected_content https://api.pub1.passkit.io/members/member/id/{{ id }} :auth_credentials passkit :save m %}
    You have {{ m.points }} points.

Source: PassKit: messages of the Python SDK 1.1.162
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Literal, Path
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit import messages

TOPIC = "passkit"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_ALWAYS = ("__http_status_code__", "error", "code", "message", "details")


def find(field: Field) -> Iterator[Found]:
    """Reads of a call's answer, where nothing else sets the variable."""
    for request in field.passkit.requests:
        call = request.url.node if request.url else None
        answer = request.route.response if request.route else ""
        if isinstance(call, ConnectedContent) and answer and _is_alone(field, call):
            for path in field.paths:
                if path.root == call.name and path.segments:
                    yield from _unknown(field, path, answer)


def _is_alone(field: Field, call: ConnectedContent) -> bool:
    return sum(write.name == call.name for write in field.flow.writes) == 1


def _unknown(field: Field, path: Path, answer: str) -> Iterator[Found]:
    """Follow the keys as far as the message knows them."""
    message = answer
    for segment in path.segments:
        known = messages.fields_of(message)
        key = segment.key.value if isinstance(segment.key, Literal) else segment.key
        if not known or not isinstance(key, str) or (message == answer and key in _ALWAYS):
            return
        if key not in known:
            yield _found(field, path, key, message)
            return
        message = known[key]


def _found(field: Field, path: Path, key: str, message: str) -> Found:
    record = message.rpartition(".")[2]
    written = field.written(path.start, path.end)
    text = f"PassKit's {record} has no {key}: {written} is nil for everybody"
    meant = messages.replacement(key, message)
    if not meant:
        return field.found(path, text, f"See the fields of {record}.")
    at = path.start + written.rfind(f".{key}") + 1
    edits = field.edit(at, at + len(key), meant) if written.count(f".{key}") == 1 else ()
    return field.found(path, text, f"Write {meant}.", edits=edits, severity=Severity.ERROR)

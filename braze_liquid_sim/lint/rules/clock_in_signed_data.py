"""What is signed or encoded into a link changes with every second.

Preview, test and the message that is sent get different links, so that nothing can be compared or kept, and without an
external id each of them makes another pass. A whole day is fine enough for an expiry: ``date: '%F'`` and a fixed time.

Example:
    {% capture data %}{"until":"{{ 'now' | date: '%FT%TZ' }}"}{% endcapture %}{{ data | base64_encode }}

Instead:
    {% capture data %}{"until":"{{ 'now' | date: '%F' }}T23:59:59Z"}{% endcapture %}{{ data | base64_encode }}

Source: PassKit: hashed SmartPass links
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import FilterCall, Filtered, Literal, Output
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.flow import Call
from braze_liquid_sim.lint.meaning.places import Stream
from braze_liquid_sim.model import Edit, Severity

TOPIC = "dates"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_SIGNING = re.compile(r"hmac_|base64")
_DATA = re.compile(r"""\s*[{\[]\s*["'{\[]|[a-z]+://|\?[\w.-]+=""")
_PASS_DATA = re.compile(r'"(?:members|person|universal|singleUseCoupons|coupons?|flights|eventTickets)\.[\w.]+"\s*:')
_TIME = re.compile(r"%T|%H:%M:%S|%H:%M(?!:)")
_DAY = re.compile(r"%F|%d|%e|%j|%D|%x")
_FINER = re.compile(r"%[-_0^#:]*\d*[HIMSLNTRrXcspPklQ+]")
_HELP = "Let it change once a day: date: '%F', with a fixed time of day behind it."


def find(field: Field) -> Iterator[Found]:
    """Times finer than a day in texts that are encoded here, or in a block that is called."""
    if "now" not in field.text and "today" not in field.text:
        return
    told = False
    for stream in field.places.streams:
        for output in _outputs_by_the_second(field, stream):
            told = True
            key = field.places.of(output).key
            where = f"'{key}'" if key else "this"
            message = f"{where} changes every second, and with it what is signed"
            yield field.found(output, message, _HELP, edits=_once_a_day(field, output))
    if not told:
        yield from _signed(field)


def _outputs_by_the_second(field: Field, stream: Stream) -> list[Output]:
    found = [output for output in stream.outputs if field.flow.value(output).clock == "second"]
    return found if found and stream.is_json and _is_signed(field, stream) else []


def _is_in_a_link(field: Field) -> bool:
    """Whether a link for somebody has the second in it; a call that proves itself by the time is no such link."""
    outputs = (one for one in field.outputs if field.flow.value(one).clock == "second")
    places = (field.places.of(one) for one in outputs) if not field.file.is_webhook else ()
    return any(place.url and not isinstance(place.stream, ConnectedContent) for place in places)


def _once_a_day(field: Field, output: Output) -> tuple[Edit, ...]:
    """The end of the day in place of the time, where the last format says both."""
    expression = output.expression
    formats = (
        [call.arguments[:1] for call in expression.filters if call.name == "date"]
        if isinstance(expression, Filtered)
        else []
    )
    written = formats[-1][0] if formats and formats[-1] else None
    if not isinstance(written, Literal) or not isinstance(written.value, str):
        return ()
    better = _TIME.sub("23:59:59", written.value)
    if better == written.value or not _DAY.search(better) or _FINER.search(better):
        return ()
    return field.edit(written.start + 1, written.end - 1, better)


def _is_signed(field: Field, stream: Stream) -> bool:
    """Whether a text ends in a link: it is pass data, or a filter here or in a block takes it."""
    if _PASS_DATA.search(stream.shape):
        return True
    node = stream.node
    if not isinstance(node, Capture):
        return False
    here = any(_is_data(field, call) for call in _calls(field))
    return here or any(_signs(call, node.name) for call in field.flow.calls)


def _calls(field: Field) -> list[FilterCall]:
    return [call for call in field.filters if _SIGNING.match(call.name)]


def _is_data(field: Field, call: FilterCall) -> bool:
    """Whether data or a link goes into a filter, with the second in it; a bare time may well be signed."""
    value = field.flow.before(call)
    return value.clock == "second" and _DATA.search(value.shape) is not None


def _signs(call: Call, name: str) -> bool:
    """Whether a block encodes what a variable holds."""
    if call.file is None:
        return False
    inner = call.file.fields["body"]
    taken = (inner.flow.before(one) for one in _calls(inner))
    return any(origin.root == name for value in taken for origin in value.origins)


def _signed(field: Field) -> Iterator[Found]:
    for call in _calls(field):
        value = field.flow.before(call)
        composed = value.clock == "second" and len(value.shape) > 1
        if composed and (_is_data(field, call) or _is_in_a_link(field)):
            yield field.found(call, f"what goes into {call.name} changes every second", _HELP)
            return

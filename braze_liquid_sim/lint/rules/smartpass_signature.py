"""The signature of a SmartPass link is not one of the link.

PassKit takes everything before ``&sig=``: the project's URL, ``?data=`` and the data. Its signature is hexadecimal.
Signed data alone, parameters signed along, or base64 for hex digits make a link that no pass comes from.

Example:
    {% assign data = pass_data | base64_encode %}
    {% assign sig = data | hmac_sha1_hex: pk_secret %}
    {% capture url %}https://pub1.pskt.io/c/ab12cd?data={{ data }}&sig={{ sig }}{% endcapture %}

Instead:
    {% assign data = pass_data | base64_encode %}
    {% capture unsigned %}https://pub1.pskt.io/c/ab12cd?data={{ data }}{% endcapture %}
    {% assign sig = unsigned | hmac_sha1_hex: pk_secret %}
    {% capture url %}{{ unsigned }}&sig={{ sig }}{% endcapture %}

Source: Braze: PassKit partner page; PassKit: hashed SmartPass links
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import FilterCall, Filtered
from braze_liquid_sim.lint.facts.bodies import outputs_of
from braze_liquid_sim.lint.facts.passkit_parts import SignedLink
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity

TOPIC = "passkit"
SEVERITY = Severity.ERROR


_KEYLESS = ("md5", "sha1", "sha2", "sha256")


def find(field: Field) -> Iterator[Found]:
    """The filters that sign, where a link with ``&sig=`` is built; and data that are not encoded."""
    links = field.passkit.links
    yield from _readable(field, links)
    if not any(link.rest.startswith("&sig=") for link in links):
        return
    for call in field.filters:
        if call.name.startswith("hmac_"):
            yield from _faults(field, call)
        elif call.name in _KEYLESS and "?data=" in field.flow.before(call).shape:
            message = f"{call.name} takes no secret, so that anybody can sign"
            yield field.found(call, message, "Use hmac_sha1_hex with the project's secret.")


def _readable(field: Field, links: list[SignedLink]) -> Iterator[Found]:
    """JSON as it is, or percent-encoded, where base64 belongs."""
    for link in links:
        for output in outputs_of(field, link.stream, "data"):
            value = output.expression
            calls = value.filters if isinstance(value, Filtered) else ()
            texts = [field.flow.value(output), *(field.flow.before(call) for call in calls)]
            encoded = any(call.name.startswith("base64") for call in calls)
            if not encoded and any(text.shape.lstrip().startswith('{"') for text in texts):
                yield field.found(
                    output,
                    "the data of the link are not in base64",
                    "Encode it: base64_encode, then - for +, _ for /, and no =.",
                )


def _faults(field: Field, call: FilterCall) -> Iterator[Found]:
    if "base64" in call.name:
        meant = call.name.replace("base64", "hex")
        yield field.found(call, "PassKit's signature is hexadecimal, not base64", f"Use {meant}.")
    signed = field.flow.before(call)
    if signed.kind in ("base64", "base64url"):
        message = "only the data are signed, not the whole link before &sig="
        yield field.found(call, message, "Sign the project's URL, ?data= and the data together.")
    elif "?data=" in signed.shape and "&" in signed.shape.partition("?data=")[2]:
        message = "more is signed than the link up to its data"
        yield field.found(call, message, "Sign up to the data, and write further parameters behind &sig=.")
    elif "?data=" not in signed.shape and GAP not in signed.shape:
        yield field.found(
            call, "what is signed is not the link", "Sign the project's URL, ?data= and the data together."
        )

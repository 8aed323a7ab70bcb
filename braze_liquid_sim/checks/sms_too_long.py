"""An SMS needs many segments, and each is paid for.

A segment has 160 characters of GSM-7, or 153 where there are several; one character beyond GSM-7 makes that 70 and 67.
Up to 3 segments are taken as meant. Braze sends at most 10.

Example:
    ---
    channel: sms
    ---
    Your pass ☕ {% for n in (1..40) %} example{% endfor %}

Instead:
    ---
    channel: sms
    ---
    Your pass {% for n in (1..40) %} example{% endfor %}

Source: Braze: SMS message copy limits; GSM 03.38
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.quoting import around
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity

TOPIC = "output"
SEVERITY = Severity.WARNING

MEANT = 3
"""Segments that nobody is told of."""
MOST = 10
"""Segments that Braze sends."""
_GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = set("^{}\\[~]|€\f")
"""Characters of GSM-7 that take the room of two."""


def find(case: Case) -> Iterator[Found]:
    """The text of an SMS that is longer than meant; that of a made-up user only where Braze refuses it."""
    text = case.text("body").strip()
    if case.channel != "sms" or not text:
        return
    segments, strange = measure(text)
    if segments <= (MOST if case.hostile else MEANT):
        return
    message = f"the SMS takes {segments} segments" + (f", and Braze sends {MOST}" if segments > MOST else "")
    message, at = _because(case, message, strange)
    blame = case.blame("body", at) if strange else None
    severity = Severity.ERROR if segments > MOST else None
    span = blame.span if blame and blame.span else case.fallback()
    help = "Shorten the link or the text; truncate a value: | truncate: 20."
    yield Found(message, span, help, severity=severity, shown=around(case.text("body"), at))


def _because(case: Case, message: str, strange: str) -> tuple[str, int]:
    """The message, and what in it is at fault for a text in UCS-2."""
    if not strange:
        return message, 0
    at = case.text("body").index(strange)
    blame = case.blame("body", at)
    whose = f" from {blame.names}" if blame.attributes else ""
    return f"{message}: {strange!r}{whose} is not in GSM-7, so each has 67 characters instead of 153", at


def measure(text: str) -> tuple[int, str]:
    """The segments of a text, and the first character beyond GSM-7."""
    strange = next((character for character in text if character not in _GSM and character not in _TWICE), "")
    if strange:
        length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        return (1 if length <= 70 else -(-length // 67)), strange
    length = len(text) + sum(character in _TWICE for character in text)
    return (1 if length <= 160 else -(-length // 153)), ""

"""A value is missing, and the sentence shows it.

``Hi ,`` is what a customer without a first name reads, ``"displayName":" Doe"`` what their pass shows for good. Found
where an attribute that the user lacks leaves a blank before a comma, two blanks in a row, or a blank at an end of a
JSON string.

Example:
    Hi {{ ${first_name} }}, welcome!

Instead:
    Hi {{ ${first_name} | default: 'there' }}, welcome!

Source: Braze: default values
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.blame import Blame
from braze_liquid_sim.checks.evidence.case import Case, Made, outputs
from braze_liquid_sim.checks.evidence.payloads import payloads
from braze_liquid_sim.checks.evidence.quoting import around
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity

TOPIC = "values"
SEVERITY = Severity.WARNING

_OF_USERS = ("${", "custom_attribute")
"""What some users lack; what an event or a web service brings is there, or something else is wrong."""
_STOPS = tuple(",.!?:;)")


def find(case: Case) -> Iterator[Found]:
    """Every output that shows that an attribute is missing."""
    for name in case.texts:
        if name != "url" and not name.startswith("headers."):
            yield from _in_text(case, case.field(name))
    for payload in payloads(case):
        yield from _in_json(case, payload.made)


def _in_text(case: Case, made: Made) -> Iterator[Found]:
    for stretch, text in outputs(made):
        if text:
            continue
        before, after = made.text[: stretch.start], made.text[stretch.end :]
        if _shows(before, after):
            blame = case.blame_stretch(made, stretch)
            yield from _found(case, made, blame, stretch.start, "the sentence has a hole")


def _shows(before: str, after: str) -> bool:
    """Whether a reader sees that something is missing between two texts; line breaks and markup are layout."""
    word = before[-2:-1]
    if not before.endswith(" ") or not (word.isalnum() or word == ",") or before.rfind("<") > before.rfind(">"):
        return False
    return after.startswith(_STOPS) or (after[:1] == " " and after[1:2].isalnum())


def _in_json(case: Case, made: Made) -> Iterator[Found]:
    """A blank at an end of a string that is there because a part of it is missing."""
    for stretch, text in outputs(made):
        before, after = made.text[: stretch.start], made.text[stretch.end :]
        ends = after.startswith('"') and (text.endswith(" ") or (not text and before.endswith(" ")))
        begins = before.endswith('"') and (text.startswith(" ") or (not text and after.startswith(" ")))
        if ends or begins:
            blame = case.blame_stretch(made, stretch)
            yield from _found(case, made, blame, stretch.start, "a JSON string has a blank at an end")


def _found(case: Case, made: Made, blame: Blame, at: int, what: str) -> Iterator[Found]:
    lacking = [name for name in blame.attributes if name.startswith(_OF_USERS) and not case.value(name)]
    if not lacking or not blame.is_of_users:
        return
    blame = blame.only(lacking)
    message = f"{what}, because {blame.names} is missing"
    help = "Give it a default: {{ … | default: 'there' }}; or join the parts and | strip the whole."
    yield Found(message, blame.span, help, related=blame.related, shown=case.starred(around(made.text, at)))

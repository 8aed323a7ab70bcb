"""A message has no link when Bitly gives none.

Bitly refuses links that it cannot read, accounts over their quota, and tokens that have ended. Then the answer has no
``link``, nothing is printed in its place, and the message goes out without one.

Example:
    {% connected_content https://api-ssl.bitly.com/v4/shorten :method post :auth_credentials b :body {{ x }} :save s %}
    Your pass: {{ s.link }}

Instead:
    {% connected_content https://api-ssl.bitly.com/v4/shorten :method post :auth_credentials b :body {{ x }} :save s %}
    Your pass: {{ s.link | default: long_url }}

Source: Bitly: API v4, shorten
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Output
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.web import host
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.flow import Read
from braze_liquid_sim.model import Severity

TOPIC = "calls"
SEVERITY = Severity.WARNING

_HOSTS = ("api-ssl.bitly.com", "api.bitly.com", "api-ssl.bit.ly", "api.bit.ly")


def find(field: Field) -> Iterator[Found]:
    """Reads of the answer without a default, a condition or a look at the status before."""
    calls = field.all(ConnectedContent)
    names = {call.name for call in calls if host(call) in _HOSTS} if calls else set()
    for read in field.flow.reads if names else ():
        if read.name in names and read.path.segments and _is_careless(field, read):
            message = f"without an answer of Bitly's {field.written(read.path.start, read.path.end)} prints nothing"
            help = "Give the long link as its default, or test the answer before."
            yield field.found(read.path, message, help)


def _is_careless(field: Field, read: Read) -> bool:
    if read.guarded or read.defaulted or field.flow.value(read.path).tested:
        return False
    for item in field.ancestors(read.path):
        if isinstance(item, Output):
            return True
        if isinstance(item, Assign):
            later = [one for one in field.flow.reads if one.name == item.name]
            return not any(one.guarded or one.defaulted for one in later)
    return False

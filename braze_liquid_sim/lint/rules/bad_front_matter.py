"""The front matter of a file is not that of a message.

It is YAML between two lines of ``---``. A subject that is a list, a method that no webhook has, or two bodies cannot be
sent; nothing else can be said of such a file.

Example:
    ---
    url: https://example.com
    method: FETCH
    ---
    {}

Instead:
    ---
    url: https://example.com
    method: POST
    ---
    {}

Source: Braze: creating a webhook (methods); the fields of a message are those of this program
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.model import Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR


def find_in_file(file: File) -> Iterator[Found]:
    """Nothing: a file that can be looked at has none. :mod:`~braze_liquid_sim.lint.reading` tells of the others."""
    yield from ()

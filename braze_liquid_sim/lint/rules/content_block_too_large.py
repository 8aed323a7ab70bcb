"""A content block is larger than Braze takes.

The limit is 50 KB of UTF-8, in which a Korean syllable takes 3 bytes and most emoji 4. Braze does not say whether that
is 50,000 or 51,200 bytes: between the two it is a warning, above both an error.

Example:
    Our terms and conditions, word for word, with all of their sixty thousand characters

Instead:
    {{content_blocks.${terms_1}}}

Source: Braze: create content block (Content must be smaller than 50kb)
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.model import Severity

TOPIC = "blocks"
SEVERITY = Severity.ERROR

_SURELY_FITS = 50_000
_SURELY_TOO_LARGE = 51_200


def find_in_file(file: File) -> Iterator[Found]:
    """A block of at least 50,000 bytes, from the character on that goes over them."""
    text = file.source.template
    if not file.is_block or 4 * len(text) < _SURELY_FITS:
        return
    encoded = text.encode("utf-8", "surrogatepass")
    if len(encoded) < _SURELY_FITS:
        return
    first = file.source.origin(len(encoded[: _SURELY_FITS - 1].decode("utf-8", "ignore")))
    severity = SEVERITY if len(encoded) >= _SURELY_TOO_LARGE else Severity.WARNING
    message = f"the content block has {len(encoded):,} bytes, and Braze takes less than 50 KB"
    help = "Put a part of it into a second block, and call both in the message."
    yield Found(message, file.span(first, len(file.source.text)), help, severity=severity)

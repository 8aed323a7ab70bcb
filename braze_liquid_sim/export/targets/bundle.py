"""One zip with everything that ``paste`` writes and a manifest: to hand over, or to keep.

The same export gives the same zip: names are sorted, and every file is as old as the format allows.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from braze_liquid_sim.export.export import MANIFEST, Export, File, manifest
from braze_liquid_sim.export.targets import paste

NAME = "bundle"
KINDS = ("content_block", "message", "webhook")

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold."""
_UNIX = 3


def files(export: Export) -> dict[str, File]:
    """The zip."""
    inside = paste.files(export)
    inside[MANIFEST] = manifest(export, NAME, inside)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, file in sorted(inside.items()):
            entry = ZipInfo(name, _FIRST_DAY)
            entry.create_system = _UNIX
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = (0o100600 if file.secret else 0o100644) << 16
            archive.writestr(entry, file.content)
    return {"export.zip": File(buffer.getvalue(), any(file.secret for file in inside.values()))}

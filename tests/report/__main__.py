"""``python -m tests.report``: write the snapshots anew, to be read before they are committed."""

from __future__ import annotations

from tests.report.test_formats import SNAPSHOTS, snapshot

for path in SNAPSHOTS:
    path.write_bytes(snapshot(path).encode())

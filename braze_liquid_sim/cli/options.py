"""Options that several commands have."""

from __future__ import annotations

from datetime import datetime

import click


def checked_instant(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Refuse a malformed ``--now`` before anything is loaded."""
    if value is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(
                f"{value!r} is no ISO 8601 time; write 2026-03-05T14:00:00Z, or with an offset such as +09:00."
            ) from None
    return value

"""A name is read that Braze does not fill in for this channel.

Some attributes exist only where the message is shown: unsubscribe links in email, ``targeted_device`` in push, in-app
messages and banners, ``card`` in content cards. Elsewhere they are empty.

Example:
    ---
    channel: sms
    ---
    Stop: {{ ${set_user_to_unsubscribed_url} }}

Instead:
    ---
    channel: email
    ---
    Stop: {{ ${set_user_to_unsubscribed_url} }}

Source: Braze: supported personalization tags, create preference center
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import ATTRIBUTES, CHANNELS, NAMESPACES
from braze_liquid_sim.dialect.syntax import Path
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "names"
SEVERITY = Severity.WARNING


def find(field: Field) -> Iterator[Found]:
    """Every reference that the file's channel does not have; nothing where the file names no channel."""
    channel = field.file.channel
    if channel not in CHANNELS:
        return
    for path in field.paths:
        channels = _channels(path)
        if channels and channel not in channels:
            message = f"{field.written(path.start, path.end)} is empty in {_named(channel)}"
            yield field.found(path, message, f"It is there in {', '.join(map(_named, channels))}; leave it out here.")


def _channels(path: Path) -> tuple[str, ...]:
    """Where a reference is filled in; empty for everywhere."""
    if not path.segments or not path.segments[0].braced:
        return ()
    key = path.segments[0].key
    if path.root == "$":
        attribute = ATTRIBUTES.get(str(key))
        return attribute.channels if attribute else ()
    space = NAMESPACES.get(str(path.root))
    if space is None:
        return ()
    member = space.members.get(str(key))
    return member.channels if member and member.channels else space.channels


def _named(channel: str) -> str:
    return channel.replace("_", " ")

"""What is rendered: four templates, each in Braze's Liquid, in plain Liquid and in Jinja.

``small`` and ``email`` stand in ``workloads/``; ``webhook`` and ``smartpass`` are the shipped templates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from braze_liquid_sim.workspace import source_of

FOLDER = Path(__file__).parent / "workloads"
SHIPPED = Path(__file__).parents[2] / "templates"

LIQUID = {
    "small": FOLDER / "small.liquid",
    "webhook": SHIPPED / "webhooks" / "coupon_update.liquid",
    "smartpass": SHIPPED / "messages" / "smartpass.liquid",
    "email": FOLDER / "email.liquid",
}
NAMES = tuple(LIQUID)

_EXPORT_NAMES = {"user_id": "external_id", "email_address": "email", "city": "home_city", "date_of_birth": "dob"}
"""Where the attribute of a tag stands in an export profile, if not under the same name."""


@dataclass(frozen=True)
class Workload:
    """One template for every engine; ``plain`` is ``source`` with its blocks put in and plain names."""

    name: str
    source: str
    plain: str
    jinja: str
    content_blocks: dict[str, str] = field(default_factory=dict)


def load(name: str) -> Workload:
    """Read one of ``NAMES``."""
    source = _read(LIQUID[name])
    used = re.findall(r"content_blocks\.\$\{(\w+)\}", source)
    blocks = {block: _read(SHIPPED / "content_blocks" / f"{block}.liquid") for block in used}
    return Workload(name, source, _plain(source, blocks), _read(FOLDER / f"{name}.jinja"), blocks)


def _read(path: Path) -> str:
    """The text after the front matter, with the examples of its parameters."""
    return source_of(path.read_text(encoding="utf-8"), path.name).template.rstrip("\n")


def _plain(source: str, blocks: dict[str, str]) -> str:
    """Braze's Liquid as any other Liquid reads it; an abort becomes the nearest thing, the end of the render."""
    for name, text in blocks.items():
        call = re.search(rf"\{{\{{-? *content_blocks\.\$\{{{name}\}} *-?\}}\}}", source)
        source = source.replace(call[0], text) if call else source
    source = re.sub(r"\{%- abort_message\([^)]*\) -%\}", "{%- break -%}", source)
    source = re.sub(r"custom_attribute\.\$\{(\w+)\}", r"custom_attributes.\1", source)
    source = re.sub(r"(\w+)\.\$\{(\w+)\}", r"\1.\2", source)
    return re.sub(r"\$\{(\w+)\}", lambda name: _EXPORT_NAMES.get(name[1], name[1]), source)

"""The pieces of a template that are pasted one by one, each with the name of its file."""

from __future__ import annotations

from braze_liquid_sim.export.units import Text, Unit


def pieces(unit: Unit) -> list[tuple[str, Text]]:
    """The texts of a template by the name of their file, in the order of Braze's form."""
    if unit.kind == "content_block":
        [content] = unit.texts
        return [(f"{unit.path}/content.liquid", content), (f"{unit.path}/call.liquid", Text("call", unit.snippet))]
    return [(f"{unit.path}/{number:02}-{_stem(text.field)}", text) for number, text in enumerate(unit.texts, 1)]


def _stem(field: str) -> str:
    """The name of a field's file: what no file system refuses."""
    kept = "".join(character if character.isalnum() or character in "-_." else "_" for character in field)
    return f"{kept}.txt" if field == "method" else f"{kept}.liquid"

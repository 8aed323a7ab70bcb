"""Text copied from the dashboard, or a template file of somebody else: the whole of it is one template.

What a page of documentation has left in it is taken off; elsewhere ``raw`` may be meant, and stays.
"""

from __future__ import annotations

from pathlib import PurePath

from braze_liquid_sim.export.verifying import plain
from braze_liquid_sim.importing.imported import Draft, Imported, line_span, remark
from braze_liquid_sim.importing.jekyll import is_from_a_page, unwrapped
from braze_liquid_sim.importing.naming import name_by_content
from braze_liquid_sim.model import Severity, Source
from braze_liquid_sim.workspace.sources import KINDS, end_of_front_matter, source_of

ORDER = 3

_OFTEN_OTHER = (".md", ".markdown", ".json")
"""Files that are templates only where they have Liquid."""


def fits(_source: Source) -> bool:
    """Whatever is nothing else."""
    return True


def read(source: Source) -> Imported:
    """One template; what Braze's editors add to outputs is taken off, front matter is kept."""
    start = end_of_front_matter(source.text)
    front_matter = dict(source_of(source.text, source.name).front_matter) if start else {}
    body = plain(source.text[start:].removeprefix("\ufeff"))
    if is_from_a_page(body):
        body = unwrapped(body)
    path = PurePath(source.name)
    if path.suffix in _OFTEN_OTHER and not ("{{" in body or "{%" in body):
        place = line_span(source, 1)
        return Imported(remarks=(remark("not-imported", "no Liquid stands in this file", place, Severity.NOTE),))
    given = str(front_matter.pop("name", "") or "")
    kind = KINDS.get(path.parent.name) or ("webhook" if "url" in front_matter else "message")
    parameters = front_matter.pop("parameters", None) or {}
    name = given or ("" if source.name.startswith("<") else path.stem) or name_by_content(body) or "imported"
    line = source.text.count("\n", 0, start) + 1
    return Imported((Draft(kind, name, body, line, front_matter, parameters, given=bool(given)),))

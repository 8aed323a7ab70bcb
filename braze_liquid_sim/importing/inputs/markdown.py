"""Pages of documentation in Markdown, Braze's own for Jekyll too: the code in their fences becomes templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import PurePath

from braze_liquid_sim.importing.imported import Draft, Imported, Sample, line_span, remark
from braze_liquid_sim.importing.naming import called, name_by_content, snake, unused
from braze_liquid_sim.importing.page import Fence, Page, Section
from braze_liquid_sim.importing.requests import Request, is_json, request_of
from braze_liquid_sim.importing.samples import sample_of
from braze_liquid_sim.importing.snippets import Difference, Snippet, Statement, finished, joined
from braze_liquid_sim.model import Finding, Related, Severity, Source, Span

ORDER = 2

_FENCED = re.compile(r"^[ \t]*(?:`{3,}|~{3,})", re.MULTILINE)
_PROGRAMS = frozenset(
    """
    bash c cpp cs css curl dart go groovy java javascript js jsx kotlin objc php powershell py python ruby rust scss sh
    shell sql swift ts tsx typescript yaml yml
    """.split()  # noqa: SIM905 - thirty words read better so
)
"""Languages whose double braces are not Liquid's."""


def fits(source: Source) -> bool:
    """Whether it has code in fences."""
    return bool(_FENCED.search(source.text))


@dataclass(eq=False)
class Group:
    """The snippets of one template."""

    snippets: list[Snippet]
    request: Request | None = None
    name: str = ""
    given: bool = False
    samples: list[Fence] = field(default_factory=list)

    @property
    def body(self) -> str:
        """The template."""
        return "\n".join(snippet.fence.text for snippet in self.snippets)

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.snippets[0].fence.line

    @property
    def sections(self) -> list[Section]:
        """The sections of everything that went into it."""
        return [section for snippet in self.snippets for section in snippet.sections]

    @property
    def kind(self) -> str:
        """A webhook has a request, a content block a name that the page calls it by."""
        return "webhook" if self.request else "content_block" if self.given else "message"


def read(source: Source) -> Imported:
    """The finished templates of the page; steps that lead to them are compared with them and left out."""
    page = Page(source)
    usable = [fence for fence in page.fences if fence.has_liquid and fence.language not in _PROGRAMS]
    left, differences = finished(Snippet(fence) for fence in usable)
    groups = [Group(snippets) for snippets in joined(left)]
    for group in groups:
        group.request = _request(page, group)
    _name(groups, source)
    samples, remarks = _samples(page, usable, groups, source)
    remarks += [_differs(one, source) for one in differences] + list(_unresolved(page))
    return Imported(tuple(map(_draft, groups)), samples, tuple(sorted(remarks, key=lambda one: one.line or 0)))


def _request(page: Page, group: Group) -> Request | None:
    """The request that the page tells of beside a text that can be its body."""
    first = group.snippets[0].fence
    request = request_of(page, first.section, first.line)
    if request is None or "connected_content" in group.body:
        return None
    told = bool(request.method and request.headers) and first.language in ("json", "xml", "")
    return request if is_json(group.body) or told else None


def _name(groups: list[Group], source: Source) -> None:
    """Give every template a name: that by which the page calls a content block, else one by what it does."""
    taken: set[str] = set()
    for group in groups:
        if mention := _mention(group, groups, taken):
            group.name, group.given = mention, True
            taken.add(mention.casefold())
    for group in groups:
        if not group.name:
            request = group.request
            found = name_by_content(group.body, request.method if request else "", request.url if request else "")
            group.name = unused(found or _by_place(group, source), taken)
            taken.add(group.name.casefold())


def _mention(group: Group, groups: list[Group], taken: set[str]) -> str:
    """The content block that a template is, by the prose of its sections, or of one round it that has no other."""
    if group.request:
        return ""
    own = {name.casefold() for name in called(group.body)}
    for section in _own_sections(group, groups):
        for name in section.mentions:
            if name.casefold() not in own | taken:
                return name
    return ""


def _own_sections(group: Group, groups: list[Group]) -> Iterator[Section]:
    others = {around for other in groups if other is not group for one in other.sections for around in one.chain()}
    for section in sorted(group.sections, key=lambda one: one.line):
        yield section
        yield from (around for around in section.chain()[1:] if around not in others)


def _by_place(group: Group, source: Source) -> str:
    title = next((one.title for one in group.snippets[0].fence.section.chain() if one.title), "")
    return snake(title) or snake(PurePath(source.name).stem) or "imported"


def _draft(group: Group) -> Draft:
    request = group.request
    front_matter: dict[str, object] = {}
    if request:
        front_matter = {"url": request.url, "method": request.method or "POST"}
        if request.headers:
            front_matter["headers"] = request.headers
    return Draft(group.kind, group.name, group.body, group.line, front_matter, given=group.given)


def _samples(
    page: Page, usable: list[Fence], groups: list[Group], source: Source
) -> tuple[tuple[Sample, ...], list[Finding]]:
    """The fences that become answers of calls, and remarks on those that become nothing."""
    samples: list[Sample] = []
    remarks = []
    for fence in page.fences:
        if fence in usable or not fence.text:
            continue
        found = _sample(fence, groups)
        if isinstance(found, Sample):
            samples.append(found)
        else:
            remarks.append(
                remark(
                    "not-imported",
                    f"this code is left out: {found}",
                    line_span(source, fence.line),
                    Severity.NOTE,
                    "Where it is an answer, complete it and put it into connected_content/.",
                )
            )
    return tuple(samples), remarks


def _sample(fence: Fence, groups: list[Group]) -> Sample | str:
    if fence.has_liquid:
        return f"it is written in {fence.language}"
    callers = [one for one in groups if one.line < fence.line and fence.section.chapter is one.sections[0].chapter]
    return sample_of(fence, callers[-1].body if callers else "")


def _differs(one: Difference, source: Source) -> Finding:
    name = one.step.name
    return remark(
        "snippets-differ",
        f"the step that sets {name} is not what the finished template on line {one.finished.line} has",
        _stretch(source, one.step, one.finished),
        Severity.WARNING,
        "The finished template was imported; see that it is the right one of the two.",
        (Related("the finished template has", _stretch(source, one.finished, one.step)),),
    )


def _stretch(source: Source, one: Statement, other: Statement) -> Span:
    """The part of a statement that the other one has not, where it stands on the page to the letter; else its line."""
    start = source.text.find(one.text, source.line_starts[one.line - 1])
    if start < 0 or source.position(start)[0] != one.line:
        return line_span(source, one.line)
    same = _common(one.text, other.text)
    behind = _common(one.text[same:][::-1], other.text[same:][::-1])
    return Span(source, start + same, start + len(one.text) - behind)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _unresolved(page: Page) -> Iterator[Finding]:
    for number, message in page.unresolved():
        yield remark(
            "unresolved-reference",
            message,
            line_span(page.source, number),
            Severity.NOTE,
            "Look the page up where it is published: something may be missing.",
        )

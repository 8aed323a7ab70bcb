"""``check``: lint, every template for every user, the content checks and the tests; one Report of all of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Any

from braze_liquid_sim.checks import checks
from braze_liquid_sim.checks.evidence.blame import Tree
from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.codes import Code
from braze_liquid_sim.dialect.names import NAMESPACES
from braze_liquid_sim.dialect.syntax import Path as Lookup
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.lint import Project, lint
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.message import Delivery, Message, open_message
from braze_liquid_sim.model import Failed, Finding, Severity, Source, Span
from braze_liquid_sim.report.report import CaseResult, Report, in_order
from braze_liquid_sim.workspace import User, Workspace
from braze_liquid_sim.workspace.hostile import PREFIX, hostile_users

Progress = Callable[[int, int, str], None]
"""Is told how many templates are done, of how many, and which is next."""

TESTS = "failed-test"
"""The code of a test that failed."""

_EXAMPLES = 20
"""Users of the workspace that hostile ones may be built on."""
_ASKED = [name for name in NAMESPACES if name not in ("campaign", "canvas", "content_blocks")]
"""Namespaces whose names are the author's own, so that Jane Doe has none of them."""


def check(
    workspace: Workspace,
    project: Project,
    *,
    users: Iterable[User],
    now: datetime,
    progress: Progress | None = None,
    templates: Collection[str] | None = None,
    hostile: bool = True,
    tests: bool = True,
) -> Report:
    """Everything that can be said of a workspace without a network.

    Every message and webhook is rendered for the ``users`` and for hostile ones that are built on them; a content block
    is looked at through those that call it. ``templates`` are names, all of them where it is None.

    Raises:
        UsageError: a file of the workspace cannot be read, or a user.
    """
    people = list(users) or [User("nobody", {})]
    names = [name for name in workspace.templates if templates is None or name in templates]
    found = _Collection()
    sources = [workspace.templates[name] for name in names]
    renders = 0
    for number, source in enumerate(sources):
        if progress:
            progress(number, len(sources), source.name)
        found.add_all(lint(source, project))
        if source.kind != "content_block":
            renders += _Rendering(source, workspace, project, now, found).run(people, hostile=hostile)
    cases = _run_tests(workspace, found, now) if tests else ()
    if progress:
        progress(len(sources), len(sources), "")
    return Report(found.findings(), tuple(source.name for source in sources), renders, cases)


@dataclass
class _Collection:
    """Findings, one for each code and place."""

    _found: dict[tuple[Any, ...], Finding] = field(default_factory=dict)
    _users: dict[tuple[Any, ...], dict[str, None]] = field(default_factory=dict)

    def add_all(self, findings: Iterable[Finding]) -> None:
        """Findings that need no user, each as it is."""
        for finding in findings:
            self._found.setdefault((*_place(finding), finding.message), finding)

    def add(self, finding: Finding, user: str) -> None:
        """What was found for a user: the first one is named."""
        key = _place(finding)
        self._found.setdefault(key, replace(finding, user=user))
        self._users.setdefault(key, {})[user] = None

    def knows(self, finding: Finding) -> bool:
        """Whether an error is told at this place already, by lint or for another user."""
        place = _place(finding)[1:]
        return any(_place(one)[1:] == place for one in self._found.values() if one.severity is Severity.ERROR)

    def findings(self) -> tuple[Finding, ...]:
        """All of them in order; those of several users say how many there are."""
        return in_order(_counted(one, len(self._users.get(key, ()))) for key, one in self._found.items())


def _place(finding: Finding) -> tuple[Any, ...]:
    span = finding.span
    place = (span.source.name, span.start, span.end) if span else ("", 0, 0)
    return finding.code, *place


def _counted(finding: Finding, users: int) -> Finding:
    if users < 2:
        return finding
    more = "and 1 more user" if users == 2 else f"and {users - 1} more users"
    return replace(finding, message=f"{finding.message} ({more})")


class _Rendering:
    """One message for all users."""

    def __init__(
        self, source: Source, workspace: Workspace, project: Project, now: datetime, found: _Collection
    ) -> None:
        self._source = source
        self._project = project
        self._now = now
        self._found = found
        self._workspace = workspace

    def run(self, people: list[User], *, hostile: bool) -> int:
        """Render for everybody; gives the number of renders."""
        try:
            failure = self._message.failure
        except UsageError:
            return 0  # lint has said what is wrong with the front matter
        if failure:
            self._failed(failure, "")
            return 0
        everybody = [*people, *(self._hostile(people) if hostile else ())]
        for user in everybody:
            self._one(user)
        return len(everybody)

    @cached_property
    def _message(self) -> Message:
        return open_message(self._source, self._workspace, trace=True)

    @cached_property
    def _file(self) -> File:
        return File(self._source, self._project)

    @cached_property
    def _tree(self) -> Tree:
        return Tree(self._file)

    def _render(self, user: User, seconds: int) -> Delivery:
        return self._message.render(user, now=self._now + timedelta(seconds=seconds))

    def _one(self, user: User) -> None:
        delivery = self._render(user, 0)
        if isinstance(delivery.outcome, Failed) and not _is_only_unanswered(delivery.outcome, user):
            self._failed(delivery.outcome, user.name)
        case = Case(self._file, user, delivery, self._now, self._render, self._tree)
        for code in checks().values():
            self._check(code, case)

    def _check(self, code: Code, case: Case) -> None:
        for found in code.find(case):
            self._found.add(code.finding(found), case.user.name)

    def _failed(self, outcome: Failed, user: str) -> None:
        for finding in outcome.findings:
            if user:
                self._found.add(finding, user)
            elif not self._found.knows(finding):
                self._found.add_all([finding])

    def _hostile(self, people: list[User]) -> Iterator[User]:
        """Hostile users that have what the template asks for: on Jane Doe, and on users who have what she lacks."""
        yield from hostile_users().values()
        wanted = self._wanted()
        for base in people[:_EXAMPLES]:
            had = {name for name in wanted if _has(base.profile, *name)}
            if had:
                wanted -= had
                changed = hostile_users(base.profile).values()
                yield from (User(f"{one.name} as {base.name}", one.profile, one.purpose) for one in changed)

    def _wanted(self) -> set[tuple[str, str]]:
        """The properties that the message and its blocks read: namespace and name."""
        return {pair for pair in self._read(self._file, set()) if pair[0] in _ASKED}

    def _read(self, file: File, seen: set[str]) -> Iterator[tuple[str, str]]:
        """Every ``root.name`` in a file and the blocks that it calls."""
        lookups = [path for part in file.fields.values() for path in part.all(Lookup) if path.segments]
        for path in lookups:
            key = path.segments[0].key
            if not isinstance(path.root, str) or not isinstance(key, str):
                continue
            yield path.root, key
            block = self._project.block(key) if path.root == "content_blocks" and key not in seen else None
            if block:
                seen.add(key)
                yield from self._read(block, seen)


def _is_only_unanswered(outcome: Failed, user: User) -> bool:
    """Whether a made-up user asked what nobody has written an answer for: those are for the users there are."""
    return user.name.startswith(PREFIX) and outcome.finding.code == "unanswered-call"


def _has(profile: Mapping[str, Any], namespace: str, name: str) -> bool:
    holders = (profile.get(key) for key in NAMESPACES[namespace].keys)
    return any(isinstance(holder, Mapping) and holder.get(name) is not None for holder in holders)


def _run_tests(workspace: Workspace, found: _Collection, now: datetime) -> tuple[CaseResult, ...]:
    """The tests of the workspace; each that fails is a finding too."""
    from braze_liquid_sim.suite.loader import SUFFIX, load
    from braze_liquid_sim.suite.runner import Runner

    runner = Runner(workspace)
    results = []
    for file in sorted((workspace.root / "tests").rglob(f"*{SUFFIX}")):
        for case in load(file):
            begun = perf_counter()
            result = runner.run(_at(case, now))
            seconds = perf_counter() - begun
            name = case.file.as_posix()
            results.append(CaseResult(case.name, name, case.line, result.passed, result.problems, seconds))
            if not result.passed:
                found.add_all([_failed_test(case.file, case.line, case.name, result.problems)])
    return tuple(results)


def _at(case: Any, now: datetime) -> Any:
    """A case that gives no time gets that of the check."""
    if case.given.now is not None:
        return case
    return replace(case, given=replace(case.given, now=now.isoformat()))


def _failed_test(file: Path, line: int, name: str, problems: tuple[str, ...]) -> Finding:
    source = Source(file.read_text(encoding="utf-8"), file.as_posix())
    start = source.line_starts[min(line, len(source.line_starts)) - 1]
    first, _, more = problems[0].partition("\n")
    shown = "\n".join([more, *problems[1:]]).strip()
    span = Span(source, start, start + len(source.line(line)))
    help = "Run the test command to see the whole difference."
    return Finding(TESTS, f"the test {name!r} fails: {first}", span, Severity.ERROR, help, shown=shown)

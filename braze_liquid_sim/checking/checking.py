"""The main path of check: a workspace in, one Report out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from braze_liquid_sim.checking.findings import Findings
from braze_liquid_sim.checking.rendering import Rendering
from braze_liquid_sim.checking.strangers import strangers
from braze_liquid_sim.checking.testing import run_tests
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.lint import Project, lint_file
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.lint.reading import bad_front_matter
from braze_liquid_sim.message import open_message
from braze_liquid_sim.model import Source
from braze_liquid_sim.report.report import Report
from braze_liquid_sim.workspace import User, Workspace

Progress = Callable[[int, int, str], None]
"""Is told how many templates are done, of how many, and which is next."""


def check(
    workspace: Workspace,
    project: Project,
    *,
    users: Iterable[User],
    now: datetime,
    progress: Progress = lambda done, total, name: None,
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
    sources = [workspace.templates[name] for name in workspace.templates if templates is None or name in templates]
    found = Findings()
    renders = 0
    for number, source in enumerate(sources):
        progress(number, len(sources), source.name)
        file = _linted(source, project, found)
        if file and not file.is_block:
            everybody = [*people, *(strangers(file, people) if hostile else ())]
            renders += _rendered(file, workspace, everybody, now, found)
    cases = run_tests(workspace, found, now) if tests else ()
    progress(len(sources), len(sources), "")
    return Report(found.all(), tuple(source.name for source in sources), renders, cases)


def _linted(source: Source, project: Project, found: Findings) -> File | None:
    """The file, which is parsed once for lint and all the renders; None where its front matter is no message's."""
    try:
        file = File(source, project)
    except UsageError as error:
        found.add_all([bad_front_matter(source, error)])
        return None
    found.add_all(lint_file(file))
    return file


def _rendered(file: File, workspace: Workspace, users: Iterable[User], now: datetime, found: Findings) -> int:
    """Look at what the users get of a message; gives the number of renders."""
    try:
        message = open_message(file.source, workspace, trace=True)
    except UsageError:
        return 0  # a block that it calls has bad front matter, which is told of the block
    return Rendering(message, file, now, found).run(users)

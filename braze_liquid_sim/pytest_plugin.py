"""Runs ``*.test.yaml`` with pytest, and lets Python tests render templates.

Nothing of ours is imported before pytest meets such a file or a test asks for the fixture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from braze_liquid_sim.model import Outcome
    from braze_liquid_sim.suite.case import Case
    from braze_liquid_sim.suite.runner import Runner

SUFFIX = ".test.yaml"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> TemplateTests | None:
    """Take the files of template tests."""
    return TemplateTests.from_parent(parent, path=file_path) if file_path.name.endswith(SUFFIX) else None


class TemplateTests(pytest.File):
    """One test file."""

    def collect(self) -> Iterator[TemplateTest]:
        """Its cases."""
        from braze_liquid_sim.errors import UsageError
        from braze_liquid_sim.suite.loader import load
        from braze_liquid_sim.suite.runner import Runner
        from braze_liquid_sim.workspace import Workspace

        try:
            cases = load(self.path)
            runner = Runner(Workspace.find(self.path.parent))
        except UsageError as error:
            raise self.CollectError(f"{error.message}\n{error.help}".rstrip()) from None
        for case in cases:
            yield TemplateTest.from_parent(self, name=case.name, case=case, runner=runner)


class Problems(Exception):
    """What was not as expected in one case."""


class TemplateTest(pytest.Item):
    """One case."""

    def __init__(self, *, case: Case, runner: Runner, **rest: Any) -> None:
        super().__init__(**rest)
        self.case = case
        self.runner = runner

    def runtest(self) -> None:
        """Render and compare."""
        result = self.runner.run(self.case)
        if not result.passed:
            raise Problems("\n".join(result.problems))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The problems alone: a traceback through our code helps nobody who wrote a template."""
        if isinstance(excinfo.value, Problems):
            return f"{self.case.id}\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The case's line, from 0."""
        return self.path, self.case.line - 1, self.case.name


@pytest.fixture
def render_liquid(request: pytest.FixtureRequest) -> Callable[..., Outcome]:
    """Render a template: ``render_liquid("smartpass", "plain", now=…)``, ``render_liquid("{{ x }}", data={"x": 1})``.

    The first is a name of the workspace that the test stands in, or Liquid; the second a user of it, or a profile. Any
    other keyword is one of ``compile`` or ``Template.render``. Gives the outcome of the whole message.
    """
    from braze_liquid_sim.message import open_message
    from braze_liquid_sim.model import Source
    from braze_liquid_sim.workspace import Workspace

    workspace = Workspace.find(request.path.parent)

    def render(template: str, user: Any = None, *, data: Any = None, now: Any = None, **options: Any) -> Outcome:
        named = workspace is not None and template in workspace.templates
        source = workspace.templates[template] if workspace and named else Source(template)
        if isinstance(user, str) and workspace:
            user = workspace.users[user]
        return open_message(source, workspace, **options).render(user, data=data, now=now).outcome

    return render

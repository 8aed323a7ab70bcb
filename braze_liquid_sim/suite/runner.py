"""Runs cases: renders what is given and holds it against what is expected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from braze_liquid_sim.coverage import Coverage
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.message import Delivery, Message, open_message
from braze_liquid_sim.model import Aborted, Failed, Outcome, Sent, Source
from braze_liquid_sim.services.answers import answers_of
from braze_liquid_sim.suite.case import Case, Result
from braze_liquid_sim.suite.expectations import expectations
from braze_liquid_sim.suite.goldens import check_golden
from braze_liquid_sim.suite.users import user_of
from braze_liquid_sim.workspace import Workspace, read_source
from braze_liquid_sim.workspace.names import UnknownName
from braze_liquid_sim.workspace.sources import KINDS


class Runner:
    """Runs the cases of one workspace, or of none."""

    def __init__(
        self, workspace: Workspace | None = None, *, update: bool = False, coverage: Coverage | None = None
    ) -> None:
        self.workspace = workspace
        self.update = update
        """Whether goldens are written instead of compared."""
        self.coverage = coverage
        self.used_answers: set[str] = set()
        """Names of the answers that some case was given."""
        self._messages: dict[Source, Message] = {}

    def run(self, case: Case) -> Result:
        """Run one case; what the author wrote wrongly in it is a problem of the case, and stops no other."""
        try:
            delivery = self._render(case)
            problems = list(self._problems(case, delivery))
            secrets = self.workspace.settings.secret_headers if self.workspace else ()
            golden, updated = check_golden(case, delivery, secrets, update=self.update)
        except UsageError as error:
            return Result(case, (f"{error.message}\n{error.help}".rstrip(),))
        return Result(case, (*problems, *golden), delivery, updated)

    def _render(self, case: Case) -> Delivery:
        given = case.given
        message = self._message(case)
        delivery = message.render(user_of(case, self.workspace), data=given.data, now=given.now)
        self.used_answers |= message.used_answers
        if self.coverage is not None:
            self.coverage.reach(delivery.outcome)
        return delivery

    def _message(self, case: Case) -> Message:
        source = self._source(case)
        own = self._own_options(case)
        if not own and source in self._messages:
            return self._messages[source]
        message = open_message(source, self.workspace, trace=self.coverage is not None, **own)
        if not own:
            self._messages[source] = message
        if self.coverage is not None:
            self.coverage.expect(message, self.workspace.content_blocks if self.workspace else {})
        return message

    def _own_options(self, case: Case) -> dict[str, Any]:
        """What a case compiles its template with, beside what the workspace has."""
        given = case.given
        options = dict(given.options)
        if given.faults is not None:
            options["faults"] = given.faults
        if given.answers is not None:
            own = answers_of(given.answers, name=f"{case.id}: answers", folder=case.file.parent)
            options["answers"] = [*own, *(self.workspace.answers if self.workspace else ())]
        return options

    def _source(self, case: Case) -> Source:
        if case.source:
            return case.source
        path = case.file.parent / case.template
        if self.workspace:
            try:
                return self.workspace.templates[case.template]
            except UnknownName:
                if not path.is_file():
                    raise
        if not path.is_file():
            raise UsageError(
                f"no file {case.template!r}, and no workspace to look for a template of that name",
                help="Write the template into the test under 'source', or its file's path under 'template'.",
            )
        return _read(path)

    def _problems(self, case: Case, delivery: Delivery) -> Iterator[str]:
        known = expectations()
        ends = any(known[name].ends and case.expect[name] is not False for name in case.expect if name in known)
        if not ends:
            yield from unsent(delivery.outcome)
        if not ends and "errors" not in case.expect and isinstance(delivery.outcome, Sent):
            for error in delivery.outcome.errors:
                where = f"{error.span.source.name}:{error.span.line}: " if error.span else ""
                yield f"{where}the text holds an error of Liquid: {error.message}"
        for name, expected in case.expect.items():
            if name in known:
                yield from known[name].check(expected, delivery)


def unsent(outcome: Outcome) -> Iterator[str]:
    """Why nothing is sent, with the place; nothing for a message that is sent."""
    if isinstance(outcome, Aborted):
        where = f" ({outcome.span.source.name}:{outcome.span.line})" if outcome.span else ""
        yield f"nothing is sent, it is aborted: {outcome.reason}{where}"
    elif isinstance(outcome, Failed):
        for finding in outcome.findings:
            where = f" ({finding.span.source.name}:{finding.line}:{finding.column})" if finding.span else ""
            help = f"\n{finding.help}" if finding.help else ""
            yield f"nothing is sent, the template fails: {finding.message}{where}{help}"


def _read(path: Path) -> Source:
    kind: Any = KINDS.get(path.absolute().parent.name, "message")
    return read_source(path, path.as_posix(), kind)

"""One message for everybody: what fails, and what the content checks see in what comes out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from braze_liquid_sim.checking.findings import Findings
from braze_liquid_sim.checks import checks
from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.tree import Tree
from braze_liquid_sim.codes import Code
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.message import Delivery, Message
from braze_liquid_sim.model import Failed
from braze_liquid_sim.workspace import User
from braze_liquid_sim.workspace.hostile import PREFIX


class Rendering:
    """One message, compiled once, for all users."""

    def __init__(self, message: Message, file: File, now: datetime, found: Findings) -> None:
        self._message = message
        self._file = file
        self._tree = Tree(file)
        self._now = now
        self._found = found

    def run(self, everybody: Iterable[User]) -> int:
        """Render for everybody; gives the number of renders."""
        if self._message.failure:
            for finding in self._message.failure.findings:
                if not self._found.knows(finding):
                    self._found.add_all([finding])
            return 0
        renders = 0
        for user in everybody:
            self._look(user)
            renders += 1
        return renders

    def _look(self, user: User) -> None:
        delivery = self._render(user, 0)
        outcome = delivery.outcome
        if isinstance(outcome, Failed) and not _is_only_unanswered(outcome, user):
            for finding in outcome.findings:
                self._found.add(finding, user.name)
        case = Case(self._file, user, delivery, self._now, self._render, self._tree)
        for code in checks().values():
            self._check(code, case)

    def _render(self, user: User, seconds: int) -> Delivery:
        return self._message.render(user, now=self._now + timedelta(seconds=seconds))

    def _check(self, code: Code, case: Case) -> None:
        for found in code.find(case):
            self._found.add(code.finding(found), case.user.name)


def _is_only_unanswered(outcome: Failed, user: User) -> bool:
    """Whether a made-up user asked what nobody has written an answer for: those are for the users there are."""
    return user.name.startswith(PREFIX) and outcome.finding.code == "unanswered-call"

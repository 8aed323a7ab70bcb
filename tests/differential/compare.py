"""Both sides asked, their answers set side by side, and a difference sorted into its class."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from braze_liquid_sim import Failed, Sent, render
from tests.differential.case import NOW, Case
from tests.differential.known import CLASSES, Difference
from tests.differential.oracle import Answer, Oracle


def ours(case: Case) -> Answer:
    """This package's answer to a case; an exception that escapes is a crash."""
    try:
        outcome = render(
            case.template,
            data=case.data,
            now=NOW,
            mode=case.mode,
            line_numbers=case.line_numbers,
            content_blocks=case.partials,
        )
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        where = traceback.extract_tb(error.__traceback__)[-1]
        return Answer("crash", f"{type(error).__name__}: {error} ({where.filename.rpartition('/')[2]}:{where.lineno})")
    match outcome:
        case Sent(text=text):
            return Answer("text", text)
        case Failed(findings=(finding, *_)) if finding.code == "syntax-error":
            return Answer("syntax", finding.message)
        case Failed(findings=(finding, *_)):
            return Answer("failed", f"{finding.code}: {finding.message}")
    return Answer("aborted", repr(outcome))


@dataclass(frozen=True)
class Comparison:
    """What became of one case."""

    number: int
    case: Case
    ruby: Answer
    ours: Answer
    version: tuple[int, ...]

    @property
    def skipped(self) -> bool:
        """Ruby itself fell over, so there is nothing to compare with."""
        return self.ruby.kind == "crash"

    @property
    def equal(self) -> bool:
        """The same text, or both refuse the template."""
        return self.ours.kind == self.ruby.kind and (self.ours.kind != "text" or self.ours.text == self.ruby.text)

    @property
    def same_message(self) -> bool:
        """Both refuse the template, in the same words."""
        return self.ruby.kind == "syntax" and self.ours.kind == "syntax" and self.ruby.text.endswith(self.ours.text)

    @property
    def explanation(self) -> Difference | None:
        """The class that the difference falls into; an exception that escapes us is never explained."""
        if self.ours.kind == "crash":
            return None
        for difference in CLASSES:
            if self.version < difference.until and difference.covers(self.case, self.ruby, self.ours):
                return difference
        return None


def compare(oracle: Oracle, number: int, case: Case) -> Comparison:
    """Ask both sides."""
    return Comparison(number, case, oracle.ask(case), ours(case), oracle.version)

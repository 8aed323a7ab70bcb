"""A template that was parsed and compiled once and is rendered for many users."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from time import time
from typing import TYPE_CHECKING, Any, ClassVar

from braze_liquid_sim.engine.frame import Budget, Frame, Partial
from braze_liquid_sim.engine.outside import OpenServices, Outside
from braze_liquid_sim.engine.program import Job, Module, Program, Refused, start
from braze_liquid_sim.engine.reading import Reader, reader
from braze_liquid_sim.engine.reporter import Reporter
from braze_liquid_sim.engine.runtime import NOTHING, Context, Meter
from braze_liquid_sim.errors import (
    AbortMessage,
    Interruption,
    LimitExceeded,
    LiquidError,
    RenderFailure,
    UsageError,
)
from braze_liquid_sim.model import Aborted, Failed, Finding, Limits, Outcome, Sent, Source, Span
from braze_liquid_sim.ruby.time import Time

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.parser import Mode
    from braze_liquid_sim.engine.cache import Cache

_NANOSECOND = 1_000_000_000
_BYTES_AT_MOST = 4
"""Bytes of one character in UTF-8."""
Now = datetime | str | Time | None


class Template:
    """One template; :func:`braze_liquid_sim.compile` makes it."""

    _careful: ClassVar[bool] = False
    """Whether the code is to be the plain one, without short cuts."""

    def __init__(
        self,
        source: str | Source,
        content_blocks: Mapping[str, str | Source] | None = None,
        *,
        mode: Mode = "lax",
        line_numbers: bool = False,
        trace: bool = False,
        limits: Limits | None = None,
        services: OpenServices | None = None,
        cache: Cache | None = None,
    ) -> None:
        self._outside = Outside(services, self._like)
        self._cache = cache
        self.source = source if isinstance(source, Source) else Source(source)
        self.mode = mode
        self.line_numbers = line_numbers
        self.traced = trace
        self.limits = limits or Limits()
        self.failure: Failed | None = None
        """What every render gives where the template cannot be compiled."""
        self.warnings: tuple[Finding, ...] = ()
        self._program: Program | None = None
        self._run: Callable[..., Sent] = _not_compiled
        self._timed = ""
        """What the program asks for: ``clock`` (values that hang on it alone), or ``context`` (itself)."""
        self._is_careful = self._careful
        """Whether the program has no short cuts, which it has not where it asks for services."""
        self._short = self.limits.output // _BYTES_AT_MOST
        self._clock: tuple[Any, ...] = ()
        """What hangs on the clock alone, as of ``_second``."""
        self._second = -1
        self._slow: Template | None = None
        self._sources = content_blocks or {}
        self._partials: dict[str, Partial] = {}
        self._build()

    @property
    def python_source(self) -> str:
        """The generated Python, empty where the template cannot be compiled."""
        return self._program.python_source if self._program else ""

    def _build(self) -> None:
        try:
            module = self._module()
            self.warnings = module.warnings
            self._load(module)
        except Refused as refused:
            self.warnings = refused.warnings
            self.failure = Failed(refused.findings)
        except LimitExceeded as error:
            self.failure = self._over_limit(error)
        except RecursionError:
            self.failure = self._over_limit(LimitExceeded("nesting", self.limits.nesting))

    def _module(self, name: str | None = None) -> Module:
        """The module of this template, or of the block of a name for ``include`` and ``render``."""
        whole = name is None
        options = (
            self.mode,
            self.limits,
            self.line_numbers,
            self.traced and whole,
            not whole,
            self._careful or (not whole and self._is_careful),
        )
        job = Job(self.source, self._sources, *options)
        if name is not None:
            job.source = job.block(name)
        return self._cache.module(job, _built) if self._cache else _built(job)

    def _load(self, module: Module) -> None:
        self._is_careful = self._careful or module.needs_services
        names = {**self._names(module, self.source), "new_frame": self._new_frame}
        self._program = program = start(module, self.limits, names)
        self._run = _warning(program.run, self.warnings) if self.warnings else program.run
        if program.needs_services:
            self._run = self._outside.served(self._run, program.fields)
        self._timed = "context" if program.needs_context else "clock" if program.clocked else ""

    def ask(self, services: OpenServices | None) -> None:
        """Ask these services from now on."""
        self._outside.open_services = services
        self._slow = None

    def _like(self, source: Source, services: OpenServices | None) -> Template:
        """Another text as a template of the same kind."""
        return Template(source, self._sources, mode=self.mode, limits=self.limits, services=services)

    def _names(self, module: Module, main: Source | None) -> dict[str, Any]:
        reporter = Reporter(module.span, main, self._sources, line_numbers=self.line_numbers, careful=self._is_careful)
        blocks = {"unknown_block": reporter.unknown_block, "own_block": reporter.own_block}
        names: dict[str, Any] = {"place": module.span, "fail": reporter.fail, "abort": reporter.abort, **blocks}
        if module.traced:
            from braze_liquid_sim.engine.trace import Recorder

            names["new_trace"] = partial(Recorder, module.span)
        return names

    def _new_frame(self, u: Any, d: Any, k: Context, errors: list[Any]) -> Frame:
        limits = self.limits
        return Frame(u, d, k, Budget(self._partial, limits.steps, limits.nesting, Meter(limits)), errors)

    def _partial(self, name: str) -> Partial:
        """The compiled template that ``include`` and ``render`` know by a name."""
        if name not in self._partials:
            if name not in self._sources:
                raise LiquidError(f"No such template '{name}'")
            try:
                module = self._module(name)
            except Refused as refused:
                raise refused.first from None
            self._partials[name] = start(module, self.limits, self._names(module, None)).run
        return self._partials[name]

    def render(self, user: Any = None, *, data: Mapping[str, Any] | None = None, now: Now = None) -> Outcome:
        """Render for one user: never raises for a bad template or bad data.

        ``user`` is a mapping in Braze's export form or with the tags' names, or an object that has one as ``profile``.
        ``now`` is an aware datetime or ISO text; without a zone it is UTC; None is the clock.
        """
        try:
            if user.__class__ is not dict:
                user = _profile(user)
            if self._timed == "clock" and now is None:
                second = int(time())
                if second != self._second:
                    self._tick(second)
                outcome = self._run(user, NOTHING if data is None else data, None, self._clock)
            elif self._timed:
                outcome = self._run(user, NOTHING if data is None else data, *self._tell_time(now))
            else:
                outcome = self._run(user, NOTHING if data is None else data, None, ())
        except Interruption as interruption:
            return self._ended(interruption)
        except RecursionError:
            return self._over_limit(LimitExceeded("nesting", self.limits.nesting))
        except MemoryError:
            return self._over_limit(LimitExceeded("output", self.limits.output))
        except UsageError:
            raise
        except Exception:
            if self._is_careful:
                raise
            return self._carefully(user, data, now)
        if len(outcome.text) > self._short and _bytes_of(outcome.text) > self.limits.output:
            return self._over_limit(LimitExceeded("output", self.limits.output))
        return outcome

    def reader(self) -> Reader:
        """A function that reads a user from a line of JSON, for ``render`` of this template only.

        The profile holds no more than the template reads. Raises UsageError for what is no JSON object.
        """
        return reader(self._program.fields if self._program else {})

    def _carefully(self, user: Any, data: Mapping[str, Any] | None, now: Now) -> Outcome:
        """Render again with code that expects anything, where the quick code met a value that it is not made for.

        Such values are rare (a number of 5,000 digits, text that is not Unicode), and not worth a look at every one.
        """
        if self._slow is None:
            self._slow = CarefulTemplate(
                self.source,
                self._sources,
                mode=self.mode,
                line_numbers=self.line_numbers,
                trace=self.traced,
                limits=self.limits,
                services=self._outside.open_services,
                cache=self._cache,
            )
        return self._slow.render(user, data=data, now=now)

    def _tell_time(self, now: Now) -> tuple[Context | None, tuple[Any, ...]]:
        """The context if it is needed, and the values that hang on the clock, worked out once a second."""
        program = self._program
        assert program
        moment = int(time() * 1e6) * 1000 if now is None else _moment(now)
        context = Context(moment, self.limits) if program.needs_context else None
        if program.clocked is None:
            return context, ()
        second = moment // _NANOSECOND
        if second != self._second:
            self._tick(second)
        return context, self._clock

    def _tick(self, second: int) -> None:
        """Work out what hangs on the clock."""
        assert self._program
        assert self._program.clocked
        self._clock = self._program.clocked(Context(second * _NANOSECOND, self.limits))
        self._second = second

    def _ended(self, interruption: Interruption) -> Outcome:
        if self.failure:
            return self.failure
        if isinstance(interruption, AbortMessage):
            reason, span, errors = interruption.reason, interruption.span, interruption.errors
            return Aborted(reason, span, errors, interruption.trace, interruption.calls, interruption.extras)
        if isinstance(interruption, RenderFailure):
            found = Finding(interruption.code, interruption.message, interruption.span, help=interruption.help)
            return Failed((found,), interruption.calls)
        assert isinstance(interruption, LimitExceeded)
        return self._over_limit(interruption)

    def _over_limit(self, error: LimitExceeded) -> Failed:
        message = f"The template goes over the limit {error.limit!r} ({error.allowed:,})."
        start = self.source.origin(0)
        span = Span(self.source, start, start)
        return Failed((Finding("limit-exceeded", message, span, help=_LIMIT_HELP.get(error.limit, "")),))


class CarefulTemplate(Template):
    """The same template in code that checks everything."""

    _careful = True


_LIMIT_HELP = {
    "nesting": "Put fewer blocks inside each other.",
    "iterations": "Loop over fewer items.",
    "steps": "Loop less often.",
    "output": "Write less text.",
    "markup": "Shorten the tag.",
    "template": "Split the template.",
    "tags": "Split the template, or loop instead of repeating.",
}


def _built(job: Job) -> Module:
    # Code that was kept on disk runs without the parser and the compiler.
    from braze_liquid_sim.engine.build import build

    return build(job)


def _not_compiled(*_arguments: Any) -> Sent:
    """Stands for the code of a template that has none."""
    raise Interruption


def _warning(run: Callable[..., Sent], warnings: tuple[Finding, ...]) -> Callable[..., Sent]:
    """The code of a template that has something to say to its author every time."""

    def run_and_warn(*arguments: Any) -> Sent:
        outcome = run(*arguments)
        outcome.warnings = warnings
        return outcome

    return run_and_warn


def _bytes_of(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _profile(user: Any) -> Mapping[str, Any]:
    if user is None:
        return NOTHING
    if isinstance(user, Mapping):
        return user
    profile = getattr(user, "profile", None)
    if isinstance(profile, Mapping):
        return profile
    raise UsageError(f"A user is a mapping or a User, not {type(user).__name__}.")


def _moment(now: datetime | str | Time) -> int:
    """Nanoseconds since 1970 of an instant; without a zone it is UTC."""
    if isinstance(now, Time):
        return now.epoch_ns
    if isinstance(now, str):
        try:
            now = datetime.fromisoformat(now)
        except ValueError:
            raise UsageError(f"{now!r} is no date.", help="Write it as 2026-01-31T12:00:00Z.") from None
    if now.tzinfo is None:
        now = now.replace(tzinfo=UTC)
    return Time.from_datetime(now).epoch_ns

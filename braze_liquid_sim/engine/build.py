"""Text → tree → Python: the way of a template whose code is not on disk already."""

from __future__ import annotations

from collections.abc import Iterable
from types import CodeType

from braze_liquid_sim.dialect.parser import ParseResult, parse
from braze_liquid_sim.engine.analysis import Analysis, analyse
from braze_liquid_sim.engine.compiler import generate
from braze_liquid_sim.engine.program import Job, Module, Refused
from braze_liquid_sim.engine.reading import Fields
from braze_liquid_sim.engine.unit import Unit
from braze_liquid_sim.errors import LimitExceeded, LiquidSyntaxError, PartialSyntaxError
from braze_liquid_sim.model import Finding, Severity


def build(job: Job) -> Module:
    """Parse and compile a template with the blocks that it may need.

    Raises:
        Refused: it has syntax errors.
        LimitExceeded: it is too large, or Python cannot compile a function of this size.
    """
    template = parse(job.source, job.mode, job.limits)
    blocks = _parse_blocks(template, job)
    parsed = [template, *blocks.values()]
    warnings = tuple(_finding(warning, one, job, Severity.WARNING) for one in parsed for warning in one.warnings)
    _refuse(parsed, job, warnings)
    unit = generate(template, blocks, job.limits, traced=job.traced, partial=job.partial, careful=job.careful)
    if unit.needs_services and not job.careful:
        # Quick code may have to begin again, and what was asked of the world outside would be asked twice.
        unit = generate(template, blocks, job.limits, traced=job.traced, partial=job.partial, careful=True)
    return Module(
        unit.source,
        _compiled(unit),
        unit.constants.namespace,
        unit.constants.recipes,
        unit.span,
        len(unit.places),
        unit.traced,
        unit.needs_context,
        unit.needs_services,
        _fields(unit),
        warnings,
    )


def _refuse(parsed: list[ParseResult], job: Job, warnings: tuple[Finding, ...]) -> None:
    """Raise Refused where there is a syntax error."""
    errors = [(error, one) for one in parsed for error in one.errors]
    if errors:
        error, one = errors[0]
        first = PartialSyntaxError(error.message, one.text.span(error.start, error.end))
        raise Refused(tuple(_finding(error, one, job) for error, one in errors), warnings, first)


def _parse_blocks(template: ParseResult, job: Job) -> dict[str, ParseResult]:
    """The content blocks that the template may need, parsed."""
    blocks: dict[str, ParseResult] = {}
    waiting = [template]
    while waiting:
        for name in _named_in(waiting.pop(), job):
            if name not in blocks:
                blocks[name] = parse(job.block(name), job.mode, job.limits)
                waiting.append(blocks[name])
    return blocks


def _named_in(parsed: ParseResult, job: Job) -> Iterable[str]:
    """The known blocks that a parsed template names."""
    if "content_blocks" not in parsed.text.text:
        return ()
    analysis = Analysis()
    analyse(parsed.body, analysis)
    return [name for name in analysis.blocks if name in job.blocks]


def _finding(error: LiquidSyntaxError, parsed: ParseResult, job: Job, severity: Severity = Severity.ERROR) -> Finding:
    span = parsed.text.span(error.start, error.end)
    where = f" (line {span.line})" if job.line_numbers else ""
    return Finding("syntax-error", f"Liquid syntax error{where}: {error.message}", span, severity, error.help)


def _compiled(unit: Unit) -> CodeType:
    try:
        return compile(unit.source, "<template>", "exec", dont_inherit=True)
    except (RecursionError, MemoryError, SyntaxError) as error:
        if isinstance(error, SyntaxError) and "too many" not in str(error):
            raise
        raise LimitExceeded("template", unit.limits.template) from error


def _fields(unit: Unit) -> Fields | None:
    if unit.reads_all:
        return None
    return {name: None if keys is None else frozenset(keys) for name, keys in unit.fields.items()}

"""Tree → Python: puts the source of the generated module together."""

from __future__ import annotations

from collections.abc import Mapping

from braze_liquid_sim.dialect.parser import ParseResult
from braze_liquid_sim.engine.analysis import Analysis, analyse
from braze_liquid_sim.engine.emitter import Emitter
from braze_liquid_sim.engine.unit import Unit
from braze_liquid_sim.model import Limits

_DEEPEST_BLOCK = 2


def generate(
    template: ParseResult,
    blocks: Mapping[str, ParseResult],
    limits: Limits,
    *,
    traced: bool = False,
    partial: bool = False,
    careful: bool = False,
) -> Unit:
    """Write the function of a template; the lines are in ``Unit.source``.

    ``careful`` code has no short cuts, and a handler round every filter.

    A ``partial`` is what ``include`` and ``render`` call: it is given a frame and the buffer to write to.
    """
    analysis = Analysis(shares_scope=partial, needs_frame=partial, continued=partial)
    analyse(template.body, analysis)
    _analyse_blocks(dict(analysis.blocks), blocks, analysis, 1)
    unit = Unit(template.text, analysis, blocks=blocks, limits=limits, traced=traced, partial=partial, careful=careful)
    emitter = Emitter(unit)
    with emitter.buffer() as buffer:
        buffer.opened = partial
        if traced:
            emitter.settle()
        emitter.body(template.body)
        emitter.finish()
    unit.source = _module(unit, emitter)
    return unit


def _analyse_blocks(
    named: Mapping[str, bool], blocks: Mapping[str, ParseResult], analysis: Analysis, depth: int
) -> None:
    """Add what the blocks of a template do to its names."""
    for name, inside in named.items():
        if name in blocks and depth <= _DEEPEST_BLOCK:
            inner = Analysis()
            analyse(blocks[name].body, inner, inside=inside)
            analysis.merge(inner)
            _analyse_blocks(inner.blocks, blocks, analysis, depth + 1)


def _module(unit: Unit, emitter: Emitter) -> str:
    lines: list[str] = []
    if unit.analysis.needs_frame:
        # What a partial asks for is not known yet.
        unit.needs_context = unit.needs_services = True
    names = "".join(f"{name}, " for name, _ in unit.clocked)
    if unit.clocked:
        values = "".join(f"{text}, " for _, text in unit.clocked)
        lines += ["def clocked(k):", f"    return ({values})", ""]
    if unit.partial:
        lines += [
            "def render(frame, b1):",
            "    w1, u, d, k, E = b1.append, frame.u, frame.data, frame.k, frame.errors",
        ]
        lines += [f"    {names}= clocked(k)"] if names else []
    else:
        lines += ["def render(u, d, k, c):", *([f"    {names}= c"] if names else [])]
        if unit.needs_services:
            lines.append("    E = k.errors = []")
        elif any("E" in line for line in emitter.lines) or emitter.definitions:
            lines.append("    E = None")
    if unit.analysis.needs_frame and not unit.partial:
        lines.append("    frame = new_frame(u, d, k, E)")
    if unit.analysis.loops and not unit.analysis.shares_scope:
        lines += [f"    n = {unit.limits.steps}", "    meter = Meter(limits)"]
    if unit.traced:
        lines.append("    T = new_trace()")
    lines += [f"    {line}" for line in unit.prologue]
    return "\n".join([*lines, *emitter.definitions, *emitter.lines, ""])

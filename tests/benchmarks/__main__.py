"""``python -m tests.benchmarks``: measure, and print the table."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.compare import REASONS, Agreement, compare
from tests.benchmarks.measure import MODES, Plan, Ratio, measure
from tests.benchmarks.process import BASE, ENGINES, OURS, Missing, Process, started
from tests.benchmarks.users import json_lines, users
from tests.benchmarks.workload import NAMES, Workload, load

COMPARED = 25
"""Users whose texts are compared before anything is timed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the options ask for."""
    options = _options(arguments)
    plan = Plan(3, 0.03, options.users or 500) if options.quick else Plan(options.rounds, 0.15, options.users or 10_000)
    workloads = [load(name) for name in options.workloads]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        engines = _start(stack, folder, [BASE, *(name for name in options.engines if name != BASE)], plan, workloads)
        agreements = _compare_all(engines, workloads)
        _print_head(engines, plan)
        for mode in options.mode:
            _measure_mode(engines, workloads, mode, plan, agreements)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=sys.modules["tests.benchmarks"].__doc__
    )
    parser.add_argument("--rounds", type=int, default=9, help="pairs a figure; default 9")
    parser.add_argument("--users", type=int, help="distinct users; default 10000")
    parser.add_argument("--workloads", nargs="+", choices=NAMES, default=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument(
        "--engines", nargs="+", choices=ENGINES, default=ENGINES, metavar="NAME", help=", ".join(ENGINES)
    )
    parser.add_argument("--mode", nargs="+", choices=MODES, default=list(MODES), metavar="MODE", help=", ".join(MODES))
    parser.add_argument("--quick", action="store_true", help="3 short rounds over 500 users: a look, no result")
    return parser.parse_args(arguments)


def _start(stack: ExitStack, folder: Path, names: list[str], plan: Plan, workloads: list[Workload]) -> list[Process]:
    people, templates = folder / "users.jsonl", folder / "templates.json"
    people.write_bytes(b"\n".join(json_lines(users(plan.users))) + b"\n")
    templates.write_text(json.dumps({workload.name: workload.plain for workload in workloads}), encoding="utf-8")
    core = max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    engines = []
    for name in names:
        try:
            engines.append(stack.enter_context(started(name, people, templates, core)))
        except Missing as missing:
            print(f"{name}: left out, {missing}")
    return engines


def _compare_all(engines: list[Process], workloads: list[Workload]) -> dict[tuple[str, str], Agreement]:
    """Every engine's texts against ours, or against the base's where ours are not asked for."""
    now = datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    reference = next((engine for engine in engines if engine.name == OURS), engines[0])
    agreements = {}
    for workload in workloads:
        expected = reference.outputs(workload, now, COMPARED)
        for engine in engines:
            agreements[engine.name, workload.name] = compare(expected, engine.outputs(workload, now, COMPARED))
    return agreements


def _print_head(engines: list[Process], plan: Plan) -> None:
    print(
        f"{plan.rounds} rounds, {plan.users} users; times the speed of {BASE}: median (quartiles), renders per second\n"
    )
    for engine in engines:
        print(f"  {engine.name:<14} {engine.version}")


def _measure_mode(
    engines: list[Process],
    workloads: list[Workload],
    mode: str,
    plan: Plan,
    agreements: dict[tuple[str, str], Agreement],
) -> None:
    base = engines[0]
    for workload in workloads:
        print(f"\n{workload.name}, {MODES[mode]}")
        for engine in engines:
            ratio = measure(base, engine, workload, mode, plan)
            _print_row(engine, workload, ratio, agreements[engine.name, workload.name])


def _print_row(engine: Process, workload: Workload, ratio: Ratio, agreement: Agreement) -> None:
    low, high = ratio.quartiles
    span = f"({low:.2f} – {high:.2f})"
    print(f"  {engine.name:<14} {ratio.median:8.2f} {span:<20} {ratio.rate:>11,.0f}/s  {agreement}", flush=True)
    if agreement.first:
        reason = REASONS.get((engine.name, workload.name))
        ours, theirs = agreement.first
        print(f"  {'':<14} {reason}" if reason else f"  {'':<14} ours {ours[:150]!r}, theirs {theirs[:150]!r}")


if __name__ == "__main__":
    sys.exit(main())

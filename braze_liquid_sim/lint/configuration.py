"""The table ``lint`` of the settings: which findings count, how much, and where.

A selector is a code (``raw-value-in-json``), the beginning of one (``raw-value``), a topic (``json``) or ``all``. Where
two of them fit a finding, the closer one decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any

from braze_liquid_sim.codes import TOPICS
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Finding, Severity
from braze_liquid_sim.workspace.names import suggestion

FAIL_ON = ("error", "warning", "note", "never")
SEVERITIES = ("error", "warning", "note", "off")

_KEYS = ("select", "ignore", "severity", "fail_on", "per_path")
_PATH_KEYS = ("paths", "select", "ignore", "severity")


@dataclass(frozen=True, slots=True)
class Choice:
    """What one table, or a command line, says about findings."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Selector to severity, or to ``off``."""
    paths: tuple[str, ...] = ("*",)
    """Patterns of paths in the workspace that it is for; ``*`` also stands for slashes."""

    def takes(self, path: str) -> bool:
        """Whether it is for the file of that path."""
        return any(fnmatchcase(path, pattern) for pattern in self.paths)

    def decision(self, code: str, topic: str) -> bool | None:
        """Whether the findings of a code are wanted; None where nothing is said of it."""
        wanted = _closest(self.select, code, topic)
        off = [selector for selector, severity in self.severity.items() if severity == "off"]
        refused = _closest((*self.ignore, *off), code, topic)
        return None if wanted == refused < 0 else wanted > refused

    def severity_of(self, code: str, topic: str) -> Severity | None:
        """The severity that it gives a code, if any."""
        fitting = [selector for selector in self.severity if closeness(selector, code, topic) >= 0]
        if not fitting:
            return None
        said = self.severity[max(fitting, key=lambda selector: closeness(selector, code, topic))]
        return Severity(said) if said != "off" else None


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the settings and the command line say together."""

    settings: Choice = Choice()
    per_path: tuple[Choice, ...] = ()
    """Later ones go before earlier ones."""
    options: Choice = Choice()
    """The command line, which goes before everything else."""
    fail_on: Severity | None = Severity.WARNING
    """The mildest finding that fails a run; None where none does."""

    def with_options(self, select: Iterable[str], ignore: Iterable[str], fail_on: str | None) -> Configuration:
        """The same under the options of a command."""
        options = Choice(tuple(select), tuple(ignore))
        return replace(self, options=options, fail_on=_fail_on(fail_on) if fail_on else self.fail_on)

    def judged(self, finding: Finding, topic: str, path: str) -> Finding | None:
        """The finding with the severity that it has here; None where it is not wanted."""
        if not self.wants(finding.code, topic, path):
            return None
        severity = None
        for choice in self._choices(path):
            severity = choice.severity_of(finding.code, topic) or severity
        return replace(finding, severity=severity) if severity else finding

    def wants(self, code: str, topic: str, path: str) -> bool:
        """Whether the findings of a code count in a file."""
        wanted = not self.settings.select
        for choice in self._choices(path):
            said = choice.decision(code, topic)
            wanted = wanted if said is None else said
        if self.options.select and self.options.decision(code, topic) is None:
            return False
        return wanted

    def _choices(self, path: str) -> Iterator[Choice]:
        """The choices for a file, the last one decides."""
        yield self.settings
        yield from (choice for choice in self.per_path if choice.takes(path))
        yield self.options


def closeness(selector: str, code: str, topic: str) -> int:
    """How close a selector comes to a code; below 0 where it does not fit."""
    if selector == code:
        return 1000
    if code.startswith(f"{selector.rstrip('-*')}-"):
        return 1 + len(selector)
    return {topic: 1, "all": 0}.get(selector, -1)


def _closest(selectors: Iterable[str], code: str, topic: str) -> int:
    return max((closeness(selector, code, topic) for selector in selectors), default=-1)


def configuration(table: Mapping[str, Any], name: str, codes: Collection[str]) -> Configuration:
    """Read the table ``lint`` of the settings file ``name``.

    Raises:
        UsageError: a key, a value or a code is not known.
    """
    _check_keys(table, _KEYS, f"{name}: lint")
    per_path = table.get("per_path", [])
    if not isinstance(per_path, list) or not all(isinstance(one, dict) for one in per_path):
        raise UsageError(f"{name}: lint.per_path is no list of tables", help="Write [[lint.per_path]] above each.")
    return Configuration(
        _choice(table, f"{name}: lint", codes),
        tuple(_path_choice(one, f"{name}: lint.per_path", codes) for one in per_path),
        fail_on=_fail_on(_one_of(table.get("fail_on", "warning"), FAIL_ON, f"{name}: lint.fail_on")),
    )


def check_selectors(selectors: Iterable[str], codes: Collection[str], where: str) -> None:
    """Raise UsageError for the first selector that fits no code."""
    for selector in selectors:
        if selector != "all" and selector not in TOPICS and not any(closeness(selector, one, "") > 0 for one in codes):
            raise UsageError(
                f"{where}: {selector!r:.60} is no code and no topic", help=suggestion(selector, {*codes, *TOPICS})
            )


def _path_choice(table: Mapping[str, Any], where: str, codes: Collection[str]) -> Choice:
    _check_keys(table, _PATH_KEYS, where)
    paths = _texts(table, "paths", where)
    if not paths:
        raise UsageError(f"{where}: no paths", help='Write paths = ["messages/old_*"], patterns in the workspace.')
    return replace(_choice(table, where, codes), paths=paths)


def _choice(table: Mapping[str, Any], where: str, codes: Collection[str]) -> Choice:
    select, ignore = _texts(table, "select", where), _texts(table, "ignore", where)
    severity = table.get("severity", {})
    if not isinstance(severity, dict):
        raise UsageError(f"{where}.severity is no table", help='Write severity = { raw-value-in-json = "error" }.')
    for selector, value in severity.items():
        _one_of(value, SEVERITIES, f"{where}.severity.{selector}")
    for key, selectors in (("select", select), ("ignore", ignore), ("severity", severity)):
        check_selectors(selectors, codes, f"{where}.{key}")
    return Choice(select, ignore, severity)


def _check_keys(table: Mapping[str, Any], keys: Collection[str], where: str) -> None:
    for key in table:
        if key not in keys:
            raise UsageError(f"{where}: unknown setting {key!r:.60}", help=suggestion(key, keys))


def _texts(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"{where}.{key} is no list of texts", help=f'Write {key} = ["…"].')
    return tuple(value)


def _one_of(value: Any, allowed: Collection[str], where: str) -> str:
    if value not in allowed:
        raise UsageError(f"{where} is {value!r:.40}", help=suggestion(str(value), allowed))
    return str(value)


def _fail_on(value: str) -> Severity | None:
    return None if value == "never" else Severity(value)

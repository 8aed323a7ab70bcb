"""liquid-spec: cases in YAML files, run in lax mode unless a case is about strict parsing.

Left out are the suites that do not run by default or need a Shopify theme, and every case that needs a Ruby object
(drops, symbols, dates, keys that are no text), Shopify's own behaviour, binary data, a Ruby resource limit, random
values, or the strict2 parser.
"""

from __future__ import annotations

import os
import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from braze_liquid_sim import Failed, Sent, render
from tests.conformance.outcome import Report, Result

VARIABLE = "LIQUID_SPEC"
SUITES = ("basics", "liquid_ruby", "liquid_ruby_lax", "shopify_production_recordings")
NOW = datetime(2024, 1, 1, 0, 1, 58, tzinfo=UTC)
FOREIGN = {
    "binary_data", "drop_class_output", "drops", "randomness", "ruby_drops", "ruby_types",
    "self_environment_shadowing", "shopify_blank", "shopify_error_format",
    "shopify_error_handling", "shopify_filters", "shopify_includes", "shopify_objects", "shopify_resource_limits",
    "shopify_string_access", "shopify_tags",
    "strict2_blank_body_errors", "template_factory",
}  # fmt: skip
RUBY_KEYS = {"context_klass", "exception_renderer", "generate", "resource_limits", "template_factory"}


class Foreign:
    """A value that only Ruby has."""


@dataclass(frozen=True)
class Spec:
    """One case with the defaults of its file and suite filled in."""

    group: str
    name: str
    template: str
    mode: str
    environment: dict[str, Any]
    filesystem: dict[str, str]
    expected: str | None
    pattern: str | None
    errors: dict[str, list[Any]] = field(default_factory=dict)


def checkout() -> Path | None:
    """Where the suite is, or None."""
    return Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None


def run(folder: Path) -> Report:
    """Run every portable case of the checkout."""
    return Report("liquid-spec, portable, lax", tuple(result(spec) for spec in specs(folder)))


class Symbol(str):
    """A Ruby symbol."""


class RubyConstructor(SafeConstructor):
    """Builds what Ruby's YAML would: the last of two equal keys wins, and any value may be a key."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """A mapping; a key that Python cannot hash is a foreign value."""
        self.flatten_mapping(node)
        found = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            found[key if isinstance(key, Hashable) else Foreign()] = self.construct_object(value_node, deep=deep)
        return found

    def construct_symbol(self, node: Any) -> Symbol:
        """``:lax``."""
        return Symbol(node.value[1:])

    def construct_regexp(self, node: Any) -> re.Pattern[str]:
        """``/text/i``, with the flags that Python has too."""
        body, _, flags = node.value[1:].rpartition("/")
        return re.compile(body, (re.IGNORECASE if "i" in flags else 0) | (re.DOTALL if "m" in flags else 0))

    def construct_foreign(self, *_: Any) -> Foreign:
        """Anything else of Ruby's."""
        return Foreign()


RubyConstructor.add_constructor("!symbol", RubyConstructor.construct_symbol)
RubyConstructor.add_constructor("!ruby/regexp", RubyConstructor.construct_regexp)
RubyConstructor.add_constructor("tag:yaml.org,2002:binary", RubyConstructor.construct_foreign)
RubyConstructor.add_multi_constructor("!", RubyConstructor.construct_foreign)


def reader() -> YAML:
    """Ruby's YAML, which is version 1.1 with symbols."""
    yaml = YAML(typ="safe")
    yaml.Constructor = RubyConstructor
    yaml.version = (1, 1)
    yaml.resolver.add_implicit_resolver("!symbol", re.compile(r"^:[A-Za-z_]\w*$"), [":"])
    return yaml


def specs(folder: Path) -> Iterator[Spec]:
    """All portable cases."""
    for suite in SUITES:
        for path in sorted((folder / "specs" / suite).glob("*.yml")):
            if path.name != "suite.yml":
                yield from file_specs(suite, path)


def file_specs(suite: str, path: Path) -> Iterator[Spec]:
    """The portable cases of one file; only its first document counts, as in Ruby."""
    yaml = reader()
    with path.open(encoding="utf-8") as stream:
        document = next(iter(yaml.load_all(stream)))
    about = document.get("_metadata") or {} if isinstance(document, dict) else {}
    cases = document.get("specs") or [] if isinstance(document, dict) else document
    required = (about.get("required_options") or {}).get("error_mode")
    for case in cases:
        features = {*(about.get("features") or []), *(case.get("features") or [])}
        if features & FOREIGN or RUBY_KEYS & case.keys() or foreign([case.get("environment"), case.get("filesystem")]):
            continue
        modes = case.get("error_mode", required) or ["lax"]
        modes = [str(mode).lstrip(":") for mode in (modes if isinstance(modes, list) else [modes])]
        if modes == ["strict2"]:
            continue
        mode = "lax" if "lax" in modes else "warn" if "warn" in modes else "strict"
        yield Spec(
            f"{suite}/{path.name}",
            str(case.get("name")),
            case["template"],
            mode,
            case.get("environment") or {},
            case.get("filesystem") or {},
            case.get("expected"),
            case.get("expected_pattern"),
            case.get("errors") or {},
        )


def foreign(value: Any) -> bool:
    """Whether Ruby objects, or names of them, stand anywhere in the value."""
    match value:
        case dict():
            return any(not isinstance(key, str) or foreign(key) or foreign(item) for key, item in value.items())
        case list():
            return any(foreign(item) for item in value)
        case str():
            return isinstance(value, Symbol) or value.startswith("instantiate:")
        case None | bool() | int() | float() | datetime():
            return False
    return isinstance(value, date) or True


def result(spec: Spec) -> Result:
    """Run one case."""
    blocks = {
        alias: text for name, text in spec.filesystem.items() for alias in (name, name.removesuffix(".liquid")) if text
    }
    try:
        outcome: Any = render(
            spec.template, data=spec.environment, content_blocks=blocks, mode=spec.mode, now=NOW, line_numbers=True
        )
    except Exception as error:  # noqa: BLE001 - a crash is a failed case
        outcome = error
    expected = repr(spec.expected or spec.pattern or spec.errors)
    return Result(spec.group, spec.name, spec.template, expected, repr(outcome), passes(spec, outcome))


def passes(spec: Spec, outcome: Any) -> bool:
    """Whether the outcome is the wanted one: an exact text, a text that matches, or an error with the wanted words."""
    if isinstance(outcome, Sent) and spec.expected is not None:
        return outcome.text == spec.expected
    if isinstance(outcome, Sent) and spec.pattern is not None:
        # Ruby's m is Python's s.
        return re.search(spec.pattern.replace("(?m)", "(?s)"), outcome.text) is not None
    if isinstance(outcome, Failed):
        return says(f"Liquid::SyntaxError: {outcome.finding.message}", spec.errors.get("parse_error", [Foreign()]))
    if isinstance(outcome, Sent) and "output" in spec.errors:
        return says(outcome.text, spec.errors["output"])
    if isinstance(outcome, Sent) and "render_error" in spec.errors:
        return any(says(error.message, spec.errors["render_error"]) for error in outcome.errors)
    return isinstance(outcome, Sent) and not spec.errors


def says(text: str, patterns: Any) -> bool:
    """Whether every pattern, a text without regard to case or a regular expression, is in the text."""
    return all(
        pattern.search(text) if isinstance(pattern, re.Pattern) else str(pattern).lower() in text.lower()
        for pattern in (patterns if isinstance(patterns, list) else [patterns])
    )

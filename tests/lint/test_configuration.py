from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.lint.configuration import Configuration, configuration
from braze_liquid_sim.model import Finding, Severity
from tests.tables import cases

CODES = {
    "raw-value-in-json": ("json", Severity.WARNING),
    "malformed-json": ("json", Severity.ERROR),
    "past-date": ("dates", Severity.ERROR),
    "missing-default": ("values", Severity.NOTE),
    "raven": ("names", Severity.NOTE),
}


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "configuration.yaml"))
def test_table(case: dict[str, Any]) -> None:
    if "error" in case:
        with pytest.raises(UsageError) as error:
            read(case)
        assert error.value.message == case["error"]
        assert error.value.help.startswith(case.get("help", ""))
        assert error.value.help
        return
    settings = read(case)
    if "fail_on" in case:
        assert settings.fail_on == case["fail_on"]
    judged = {code: severity_in(settings, code, case.get("path", "messages/a.liquid")) for code in CODES}
    assert {code: judged[code] for code in case.get("wants", {})} == case.get("wants", {})
    assert [code for code in case.get("lacks", []) if judged[code]] == []


def read(case: dict[str, Any]) -> Configuration:
    settings = configuration(case.get("lint", {}), "s.toml", CODES)
    return settings.with_options(case.get("select", ()), case.get("ignore", ()), None)


def severity_in(settings: Configuration, code: str, path: str) -> str | None:
    topic, severity = CODES[code]
    finding = settings.judged(Finding(code, "x", None, severity), topic, path)
    return finding.severity.value if finding else None


def test_the_command_line_says_what_fails_before_the_settings_do() -> None:
    settings = configuration({"fail_on": "never"}, "s.toml", CODES)
    assert settings.with_options((), (), "note").fail_on is Severity.NOTE
    assert settings.with_options((), (), None).fail_on is None

"""Every format takes every report."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from braze_liquid_sim.lint.storing import restored, stored
from braze_liquid_sim.model import Edit, Finding, Fix, Related, Severity, Source, Span
from braze_liquid_sim.report import formats
from braze_liquid_sim.report.drawing import Look
from braze_liquid_sim.report.report import CaseResult, Report

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SOURCES = st.builds(Source, TEXTS, TEXTS)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    source = draw(SOURCES)
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(source.text))] * 2)))
    span = draw(st.sampled_from([Span(source, start, end), None]))
    fix = draw(st.none() | st.builds(Fix, st.just((Edit(start, end, draw(TEXTS)),)), st.booleans()))
    related = (Related(draw(TEXTS), Span(source, start, end)),) if span else ()
    severity = draw(st.sampled_from(Severity))
    return Finding("a-code", draw(TEXTS), span, severity, draw(TEXTS), fix, related, draw(TEXTS), draw(TEXTS))


CASES = st.builds(
    CaseResult, TEXTS, TEXTS, st.integers(1, 9), passed=st.booleans(), problems=st.lists(TEXTS).map(tuple)
)
REPORTS = st.builds(
    Report,
    st.lists(findings(), max_size=3).map(tuple),
    st.lists(TEXTS, max_size=2).map(tuple),
    cases=st.lists(CASES, max_size=2).map(tuple),
)


@settings(deadline=None)  # the first one loads jinja2
@given(REPORTS, st.booleans())
def test_every_format_takes_every_report(report: Report, colour: bool) -> None:
    written = {name: formats.write(report, name, Look(colour=colour)) for name in formats.names()}
    assert len(json.loads(written["json"])["findings"]) == len(report.findings)
    assert len(json.loads(written["sarif"])["runs"][0]["results"]) == len(report.findings)
    assert written["github"].count("\n") == len(report.findings)
    assert ET.fromstring(written["junit"]).tag == "testsuites"


@given(findings())
def test_stored_findings_come_back_as_they_were(finding: Finding) -> None:
    values = json.loads(json.dumps(stored(finding)))
    source = finding.span.source if finding.span else Source("x" * 30)
    assert restored(values, source, lambda name: None) == finding

"""The report that every format shows: it has everything that a report can have, and text that is hard to escape."""

from __future__ import annotations

from braze_liquid_sim.model import Edit, Finding, Fix, Related, Severity, Source, Span
from braze_liquid_sim.report.report import CaseResult, Report, in_order

MESSAGE = Source(
    "---\nsubject: 안녕 {{ ${first_name} }}\n---\n"
    '<p class="a">김민준 {{ ${first_name} }}</p>\n'
    "\t{% if x %}{% abort_message() %}{% endif %}\n"
    "{%- capture link -%}\n  https://example.com/?a=1&b=2\n{%- endcapture -%}\n"
    "\x1b[2J end",
    "templates/messages/50% off, día 1: new.liquid",
)
BLOCK = Source('{"name": "{{ name }}"}\n', "templates/content_blocks/body.liquid", "content_block")


def at(source: Source, text: str, last: bool = False) -> Span:
    start = source.text.rindex(text) if last else source.text.index(text)
    return Span(source, start, start + len(text))


ABORT = at(MESSAGE, "{% abort_message() %}")

REPORT = Report(
    in_order(
        [
            Finding(
                "abort-without-reason",
                "this abort gives no reason",
                ABORT,
                Severity.WARNING,
                "Say why in quotes: {% abort_message('why') %}.",
                Fix((Edit(ABORT.end - 4, ABORT.end - 3, "'why'"),), safe=False),
            ),
            Finding(
                "injected-keys",
                "${first_name} writes keys of its own into the JSON, 100% of the time:\r\nsee <script>",
                at(BLOCK, "{{ name }}"),
                Severity.ERROR,
                "Add | json_escape:\n{{ name | json_escape }}",
                Fix((Edit(17, 17, "| json_escape "),), safe=True),
                (Related("the value comes from here", at(MESSAGE, "${first_name}", last=True)),),
                "injector",
                '{"name": "x", "admin": "<script>alert(1)</script>"}\n\x1b[31mred',
            ),
            Finding("spread-over-lines", "this text has white space round it", at(MESSAGE, MESSAGE.text[-70:-8])),
            Finding("worth-knowing", "the subject is short", at(MESSAGE, "안녕"), Severity.NOTE, "Tell more."),
            Finding("no-place", "the workspace has no users", None, Severity.NOTE),
        ]
    ),
    (MESSAGE.name, BLOCK.name, "templates/messages/clean.liquid"),
    renders=12,
    cases=(
        CaseResult("a name", "templates/tests/m.test.yaml", 3, passed=True, seconds=0.25),
        CaseResult(
            "no <name>", "templates/tests/m.test.yaml", 9, passed=False, problems=("text: got 'Hi'\n  want 'Hi Ann'",)
        ),
    ),
    suppressed=2,
    fixed=1,
)

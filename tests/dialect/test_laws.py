"""What holds for every text: offsets lie in the source, text without Liquid stays, masking keeps length."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from braze_liquid_sim import Failed, Limits, Sent, Source, Span, compile
from braze_liquid_sim.dialect.lexer import Kind, tokenize
from braze_liquid_sim.dialect.parser import Mode
from braze_liquid_sim.dialect.text import TemplateText

WORDS = """
{{ }} {% %} {{- -%} ${ } { {{{ }}} <!-- --> if else elsif endif for in endfor case when endcase assign = capture
endcapture liquid raw endraw comment endcomment echo cycle tablerow endtablerow # | : , . [ ] ( ) ' " == and or x nope
0 1 2.5 é 😀 “ ${x} custom_attribute.${a_b} content_blocks.${Foot} default append divided_by
"""
PIECES = st.sampled_from(WORDS.split()) | st.sampled_from(
    [" ", "\n", "\r\n", "\t", "{{ x }}", "{% if x %}", "{% endif %}", "{{ 1 | divided_by: 0 }}"]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)
PLAIN = st.text(max_size=60).filter(lambda text: not any(mark in text for mark in ("{{", "{%", "<!--")))
MODES = st.sampled_from(["lax", "warn", "strict"])
BLOCKS = {"Foot": "<!-- c -->{{ x | divided_by: 0 }}{{content_blocks.${Foot}}}"}
LIMITS = Limits(iterations=1_000, steps=1_000)
FAST = settings(max_examples=60, deadline=None)


def lies_inside(span: Span) -> bool:
    """Whether a span is a stretch of its source, behind the front matter."""
    return span.source.body_start <= span.start <= span.end <= len(span.source.text)


@FAST
@given(TEXTS, MODES, st.sampled_from(["", "---\nname: x\n---\n"]))
def test_every_place_lies_in_its_source(text: str, mode: Mode, front_matter: str) -> None:
    source = Source(front_matter + text, body_start=len(front_matter))
    template = compile(source, content_blocks=BLOCKS, mode=mode, limits=LIMITS)
    outcome = template.render({"custom_attributes": {"a_b": 1}}, data={"x": "v"})
    for warning in template.warnings:
        assert warning.span
        assert lies_inside(warning.span)
        assert warning.span.text
    if isinstance(outcome, Failed):
        for finding in outcome.findings:
            assert finding.span
            assert lies_inside(finding.span)
            assert finding.span.text or finding.code == "limit-exceeded"
            assert finding.message
            assert finding.help or finding.code == "limit-exceeded"
            assert finding.line
            assert finding.column
            assert (finding.line, finding.column) <= (finding.end_line, finding.end_column)
    else:
        for error in outcome.errors:
            assert error.span
            assert lies_inside(error.span)
            assert error.span.text


@FAST
@given(PLAIN, MODES)
def test_text_without_liquid_comes_back_as_it_was(text: str, mode: Mode) -> None:
    assert compile(text, mode=mode).render() == Sent(text)


@FAST
@given(TEXTS)
def test_masking_keeps_length_and_hides_every_reference(markup: str) -> None:
    template = TemplateText(Source(markup))
    masked = template.mask(0, len(template.text))
    assert len(masked) == len(template.text)
    assert [at for at, character in enumerate(template.text) if character == "\n"] == [
        at for at, character in enumerate(masked) if character == "\n"
    ]


@FAST
@given(TEXTS)
def test_tokens_cover_the_text_in_order(text: str) -> None:
    at = 0
    for token in tokenize(text):
        assert token.start == at
        assert token.end > at
        at = token.end
        if token.kind is Kind.OUTPUT:
            assert text[token.start : token.end].endswith("}}")
    # Behind an opening that nothing closes nothing more is read.
    assert at == len(text) or text[at - 2 : at] in ("{{", "{%")


@FAST
@given(TEXTS)
def test_cutting_comments_maps_every_character_to_itself(text: str) -> None:
    template = TemplateText(Source(text))
    assert all(text[template.to_source(at)] == character for at, character in enumerate(template.text))

"""Content blocks by their names, which stand in no text."""

from __future__ import annotations

from datetime import date

import pytest

from braze_liquid_sim.lint import Project, lint
from braze_liquid_sim.lint.rules import rules
from braze_liquid_sim.workspace import source_of


@pytest.mark.parametrize(
    ("name", "messages"),
    [
        ("footer", []),
        ("templates/content_blocks/pk-footer_2.liquid", []),
        ("a b.liquid", ["no content block can be called a b: ' ' is no letter, digit, - or _"]),
        ("바닥글", ["no content block can be called 바닥글: '바' is no letter, digit, - or _"]),
        ("a" * 99, []),
        ("a" * 100, ["a content block's name is shorter than 100 characters, and this has 100"]),
    ],
)
def test_a_blocks_own_name(name: str, messages: list[str]) -> None:
    source = source_of("The shop", name, "content_block")
    found = lint(source, Project(date(2026, 3, 5)), [rules()["content-block-name"]])
    assert [one.message for one in found] == messages


def test_a_block_goes_by_the_stem_of_its_path() -> None:
    source = source_of("{{content_blocks.${footer}}}", "content_blocks/footer.liquid", "content_block")
    project = Project(date(2026, 3, 5), {"footer": source}, complete=True)
    found = lint(source, project, [rules()["content-block-cycle"], rules()["unknown-content-block"]])
    assert [one.code for one in found] == ["content-block-cycle"]

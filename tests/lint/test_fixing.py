"""What becomes of a text when several findings have fixes: each is made whole or not at all, none touches another."""

from __future__ import annotations

from braze_liquid_sim.lint.fixing import fixed
from braze_liquid_sim.model import Edit, Finding, Fix, Source

SOURCE = Source("abcdef")


def finding(*edits: tuple[int, int, str], safe: bool = True) -> Finding:
    return Finding("code", "message", fix=Fix(tuple(Edit(*edit) for edit in edits), safe))


def test_fixes_apart_from_each_other_are_all_made() -> None:
    first, second = finding((0, 1, "X")), finding((3, 5, ""), (6, 6, "!"))
    assert fixed(SOURCE, [first, second]).text == "Xbcf!"
    assert fixed(SOURCE, [second, first]).fixed == (second, first)


def test_of_two_that_overlap_the_first_is_made() -> None:
    first, second = finding((1, 4, "X")), finding((3, 5, "Y"))
    result = fixed(SOURCE, [first, second])
    assert (result.text, result.fixed) == ("aXef", (first,))


def test_of_two_that_touch_the_first_is_made() -> None:
    first, second = finding((2, 2, "X")), finding((2, 2, "Y"))
    assert fixed(SOURCE, [first, second]).text == "abXcdef"


def test_a_fix_of_two_edits_is_left_out_as_a_whole() -> None:
    first, second = finding((1, 2, "X")), finding((1, 3, "Y"), (5, 6, "Z"))
    assert fixed(SOURCE, [first, second]).text == "aXcdef"


def test_suggestions_are_made_only_where_they_are_asked_for() -> None:
    suggestion = finding((0, 1, "X"), safe=False)
    assert fixed(SOURCE, [suggestion]).text == "abcdef"
    assert fixed(SOURCE, [suggestion], unsafe=True).text == "Xbcdef"


def test_a_finding_without_a_fix_changes_nothing() -> None:
    assert fixed(SOURCE, [Finding("code", "message")]).fixed == ()

"""What Braze takes at most, and what happens to one more."""

from __future__ import annotations

from braze_liquid_sim import Failed, Sent, render
from braze_liquid_sim.services.extras import add_extra

ITEMS = "{% catalog_selection_items games all %}{{ items.size }}"


def translations(number: int) -> str:
    return "".join(f"{{% translation t{at} %}}{{% endtranslation %}}" for at in range(number))


def added(*pairs: tuple[str, str]) -> dict[str, str]:
    extras: dict[str, str] = {}
    for key, value in pairs:
        add_extra(extras, key, value)
    return extras


def test_extras_of_1000_bytes_fit() -> None:
    assert added(("k", "x" * 999)) == {"k": "x" * 999}


def test_extras_are_cut_at_1000_bytes() -> None:
    assert added(("k", "x" * 2000)) == {"k": "x" * 999}
    assert added(("a", "x" * 500), ("b", "y" * 500)) == {"a": "x" * 500, "b": "y" * 498}


def test_no_character_of_an_extra_is_cut_in_two() -> None:
    assert added(("k", "é" * 600)) == {"k": "é" * 499}


def test_an_extra_whose_key_does_not_fit_is_left_out() -> None:
    assert added(("k", "x" * 996), ("long", "y"), ("abc", "z")) == {"k": "x" * 996, "abc": ""}


def test_the_first_of_a_key_stays_and_blanks_at_the_ends_go() -> None:
    assert added((" k ", " 1 "), ("k", "2"), ("  ", "3")) == {"k": "1"}


def test_a_selection_gives_50_items() -> None:
    items = [{"id": str(number)} for number in range(51)]
    assert render(ITEMS, selections={"games/all": items}) == Sent("50")
    catalogs = {"games": {item["id"]: item for item in items}}
    assert render(ITEMS, catalogs=catalogs, selections={"games/all": {}}) == Sent("50")
    assert render(ITEMS, catalogs=catalogs, selections={"games/all": {"results_limit": 500}}) == Sent("50")


def test_a_selection_has_10_filters() -> None:
    one = {"field": "id", "operator": "equals", "value": "1"}
    catalogs = {"games": {"1": {}}}
    assert render(ITEMS, catalogs=catalogs, selections={"games/all": {"filters": [one] * 10}}) == Sent("1")
    outcome = render(ITEMS, catalogs=catalogs, selections={"games/all": {"filters": [one] * 11}})
    assert isinstance(outcome, Failed)
    assert outcome.finding.code == "bad-selection"
    assert outcome.finding.message == "Selection 'games/all': 11 filters, Braze takes 10."


def test_a_message_has_200_translations() -> None:
    assert render(translations(200)) == Sent("")
    outcome = render(translations(201))
    assert isinstance(outcome, Failed)
    assert outcome.finding.message == "Liquid syntax error: More than 200 translations"


def test_a_text_to_be_translated_has_2000_characters() -> None:
    template = "{{% translation a %}}{}{{% endtranslation %}}"
    assert render(template.format("x" * 2000)) == Sent("x" * 2000)
    outcome = render(template.format("x" * 2001))
    assert isinstance(outcome, Failed)
    assert "2,001 characters" in outcome.finding.message


def test_the_texts_of_a_locale_have_409600_bytes() -> None:
    template = "{% translation a %}Hi{% endtranslation %}"
    user = {"language": "fr"}
    texts = {"a": "Salut", "b": "x" * (409_600 - 5)}
    assert render(template, user, translations={"fr": texts}) == Sent("Salut")
    outcome = render(template, user, translations={"fr": {**texts, "c": "x"}})
    assert isinstance(outcome, Failed)
    assert outcome.finding.code == "translation-limit"
    assert "409,601 bytes" in outcome.finding.message

"""What stands ready in a workspace answers the tags of a template that is rendered on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_render import run, write

FILES = {
    "templates/messages/hello.liquid": "\n".join(
        [
            "{% translation greet %}Hello{% endtranslation %} {{${first_name}}}",
            "{% catalog_items games 2 %}{{ items[0].title }} {{ items[0].price }}",
            "{% catalog_selection_items games cheap %}{{ items | map: 'id' | join: ' ' }}",
            "{% promotion('spring') %} {% landing_page_url sale %}",
            "{% shopping_cart {{context.${cart_id}}} %}{{ shopping_cart.total_value }}",
            "{% data_object account %}{{ data_objects[0].name }}",
        ]
    ),
    "templates/messages/sum.liquid": "{% if api_trigger_properties.${n} == 3 %}number{% else %}text{% endif %}",
    "templates/messages/extras.liquid": (
        "---\nsubject: '{% message_extras :key a :value subject %}Hi'\n---\n"
        "{% message_extras :key a :value body %}{% message_extras :key b :value {{${first_name}}} %}Ho"
    ),
    "templates/users/zoe.yaml": "external_id: z\nfirst_name: Zoé\nlanguage: fr\ncontext: {cart_id: c-1}",
    "templates/users/typed.yaml": "api_trigger_properties: {n: '3'}",
    "templates/catalogs/games.csv": "id,title,price\n1,Tales,7.49\n2,Chess,3\n3,Go,5\n",
    "templates/catalogs/games.selections.yaml": (
        "cheap:\n  filters: [{field: price, operator: less than, value: 7}]\n  sort_field: price\n  sort_order: desc\n"
    ),
    "templates/translations/fr.yaml": "greet: Salut",
    "templates/promotions.yaml": "spring: [A1, B2]",
    "templates/landing_pages.yaml": "sale: https://pages.example.com/sale",
    "templates/carts.yaml": "c-1: {total_value: 12.5}",
    "templates/data_objects.yaml": "account: [{name: Acme}]",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_file_is_asked() -> None:
    result = run("render", "hello", "--user", "zoe")
    assert result.stdout == "Salut Zoé\nChess 3\n3 2\nA1 https://pages.example.com/sale\n12.5\nAcme"
    assert result.exit_code == 0


def test_a_wrong_file_is_said_where_it_is_asked(folder: Path) -> None:
    write(folder, {"templates/catalogs/games.csv": "title\nTales\n"})
    result = run("render", "hello", "--user", "zoe")
    assert result.exit_code == 2
    assert "templates/catalogs/games.csv: item 1 has no id" in result.stderr
    assert run("render", "sum").exit_code == 0


def test_json_has_the_extras_of_all_fields_the_first_of_a_key() -> None:
    document = json.loads(run("render", "extras", "--user", "zoe", "--format", "json").stdout)
    assert document["fields"] == {"subject": "Hi"}
    assert document["extras"] == {"a": "subject", "b": "Zoé"}


@pytest.mark.parametrize(("options", "text"), [([], "text"), (["--preview-types"], "number")])
def test_types_are_guessed_on_demand(options: list[str], text: str) -> None:
    assert run("render", "sum", "--user", "typed", *options).stdout == text

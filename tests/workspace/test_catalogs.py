from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim import UsageError, Workspace
from tests.tables import cases
from tests.workspace.test_workspace import write


def opened(root: Path, files: dict[str, str]) -> Workspace:
    return Workspace(write(root, files))


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("catalogs.yaml")))
def test_a_file_of_a_catalog(case: dict[str, Any], tmp_path: Path) -> None:
    workspace = opened(tmp_path, {f"catalogs/{case['file']}": case["text"]})
    if "items" in case:
        items = workspace.catalogs["games"]
        assert items == case["items"]
        assert list(map(_types, items.values())) == list(map(_types, case["items"].values()))
        return
    with pytest.raises(UsageError) as caught:
        _ = workspace.selections["games/top"] if "selections" in case["file"] else workspace.catalogs["games"]
    assert caught.value.message.startswith((tmp_path / "catalogs" / case["file"]).as_posix())
    assert case["says"] in caught.value.message


def _types(item: dict[str, Any]) -> list[type]:
    return [type(value) for value in item.values()]


def test_selections_stand_beside_their_catalog(tmp_path: Path) -> None:
    definition = "top:\n  sort_field: id\n  sort_order: asc\npicked: ['2', '1']\n"
    workspace = opened(tmp_path, {"catalogs/games.csv": "id\n1\n2\n", "catalogs/games.selections.yaml": definition})
    assert list(workspace.catalogs) == ["games"]
    assert list(workspace.selections) == ["games/top", "games/picked"]
    assert len(workspace.selections) == 2
    assert workspace.selections["games/top"] == {"sort_field": "id", "sort_order": "asc"}
    assert "games/none" not in workspace.selections
    assert "toys/top" not in workspace.selections
    with pytest.raises(KeyError):
        _ = workspace.selections["toys/top"]


def test_a_catalog_has_30_selections(tmp_path: Path) -> None:
    text = "".join(f"s{number}: []\n" for number in range(31))
    workspace = opened(tmp_path, {"catalogs/games.selections.yaml": text})
    with pytest.raises(UsageError, match="31 selections; Braze takes 30"):
        _ = workspace.selections["games/s1"]


def test_tables_are_empty_where_there_is_no_file(tmp_path: Path) -> None:
    workspace = opened(tmp_path, {"carts.json": '{"c-1": {"total_value": 1}}', "promotions.yml": "spring: [A]\n"})
    assert dict(workspace.carts) == {"c-1": {"total_value": 1}}
    assert dict(workspace.promotions) == {"spring": ["A"]}
    assert (len(workspace.landing_pages), len(workspace.data_objects)) == (0, 0)


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [("landing_pages.yaml", "- a", "list, not an object"), ("translations/fr.yaml", "a: 3", "a is 3, not text")],
)
def test_a_table_that_is_none(file: str, text: str, says: str, tmp_path: Path) -> None:
    workspace = opened(tmp_path, {file: text})
    with pytest.raises(UsageError, match=says):
        _ = workspace.translations["fr"] if "fr" in file else workspace.landing_pages["a"]


def test_translations_by_locale(tmp_path: Path) -> None:
    workspace = opened(tmp_path, {"translations/fr-CA.yaml": "a: Allô\n", "translations/de.json": '{"a": "Hallo"}'})
    assert {locale: dict(texts) for locale, texts in workspace.translations.items()} == {
        "de": {"a": "Hallo"},
        "fr-CA": {"a": "Allô"},
    }

"""An error stops the export before a byte is written, unless its code is forced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_render import run, write
from tests.export.exported import tree

BROKEN = "{% if x %}"
FILES = {
    "shop/content_blocks/block.liquid": "Hi",
    "shop/messages/good.liquid": "{{content_blocks.${block}}}",
    "shop/messages/other.liquid": "Ho",
    "shop/users/jane.yaml": "first_name: Jane\n",
    "shop/tests/good.test.yaml": "cases:\n  - name: greets\n    given: { user: jane }\n    expect: { text: Hi }\n",
}


@pytest.fixture(autouse=True)
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The export that stands there before."""
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    assert export("--out", "out") == 0
    return tree(tmp_path / "out")


def export(*arguments: str) -> int:
    return run("export", "--workspace", "shop", *arguments).exit_code


@pytest.mark.parametrize(
    ("arguments", "file", "text", "code"),
    [
        ([], "shop/messages/good.liquid", BROKEN, "syntax-error"),
        (["good"], "shop/content_blocks/block.liquid", BROKEN, "syntax-error"),
        (["good"], "shop/messages/good.liquid", "{{content_blocks.${blok}}}", "unknown-content-block"),
        (["messages/good"], "shop/content_blocks/block.liquid", "{{content_blocks.${block}}}", "content-block-cycle"),
        (["good"], "shop/content_blocks/block.liquid", "x" * 51_201, "content-block-too-large"),
        ([], "shop/tests/good.test.yaml", FILES["shop/tests/good.test.yaml"].replace("Hi }", "Ho }"), "failed-test"),
    ],
)
def test_an_error_stops_it(
    arguments: list[str], file: str, text: str, code: str, tmp_path: Path, old: dict[str, bytes]
) -> None:
    write(tmp_path, {file: text})
    for way in (["--out", "out"], ["--out", "new"], ["--stdout"]):
        result = run("export", "--workspace", "shop", *arguments, *way)
        assert (result.exit_code, result.stdout) == (1, ""), result.output
        assert f"--force {code}" in result.stderr
    assert not (tmp_path / "new").exists()
    assert tree(tmp_path / "out") == old


def test_a_template_that_is_not_exported_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"shop/messages/other.liquid": BROKEN})
    assert export("good", "--out", "out") == 0
    assert export("--out", "out") == 1


def test_what_is_forced_is_exported(tmp_path: Path) -> None:
    write(tmp_path, {"shop/messages/good.liquid": BROKEN, "shop/messages/other.liquid": "{{ 'a' | nope }}"})
    assert export("--out", "out", "--force", "syntax-error") == 1
    assert export("--out", "out", "--force", "syntax-error", "--force", "unknown-filter", "--force", "failed-test") == 0
    assert (tmp_path / "out" / "messages" / "good" / "01-body.liquid").read_text() == BROKEN
    page = (tmp_path / "out" / "index.html").read_text()
    assert "syntax-error" in page
    assert "unknown-filter" in page


def test_a_failure_of_a_target_leaves_the_old_export(tmp_path: Path, old: dict[str, bytes]) -> None:
    write(tmp_path, {"shop/content_blocks/block.liquid": f"---\ndescription: {'d' * 300}\n---\nHi"})
    assert export("--out", "out", "--to", "rest") == 2
    assert tree(tmp_path / "out") == old


def test_an_export_of_another_target_takes_its_place(tmp_path: Path) -> None:
    for target, count in (("braze-sync", 2), ("bundle", 2), ("rest", 3)):
        assert export("--out", "out", "--to", target) == 0
        assert len(tree(tmp_path / "out")) == count


def test_what_users_typed_is_not_in_the_report_of_the_page(tmp_path: Path) -> None:
    write(
        tmp_path, {"shop/messages/hook.liquid": "{{${first_name}}}", "shop/users/zoe.yaml": "first_name: Zq{{x}}77\n"}
    )
    assert export("--out", "out") in (0, 1)
    forced = [option for code in ("leaked-liquid", "failed-test") for option in ("--force", code)]
    assert export("--out", "out", *forced) == 0
    assert b"Zq" not in b"".join(tree(tmp_path / "out").values())

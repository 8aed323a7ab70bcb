"""What was pasted: the same, the same but for Braze's own marks, or what differs; and never a secret."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from braze_liquid_sim.export.verifying import compare, plain
from tests.export.exported import SECRETS, export

TEXT = "Hi {{content_blocks.${footer}}}\n<a href=\"{{ url | append: '?x' }}\">x</a>\n{% if a == 'b' %}1{% endif %}\n"


@pytest.mark.parametrize(
    "found",
    [
        TEXT.replace("${footer}", "${footer} | id: 'cb1'"),
        TEXT.replace("${footer}", '${footer}|id:"cb12"'),
        TEXT.replace("${footer}}}", "${footer} | id: 'cb1' }}").replace("'?x' }}", "'?x' | lid: 'kz0c3p6j5h1x' }}"),
        TEXT.replace("\n", "\r\n"),
        TEXT.removesuffix("\n"),
        TEXT + "\n",
    ],
)
def test_what_the_editors_add_is_no_difference(found: str) -> None:
    assert compare(TEXT, found).verdict == "decorated"
    assert compare(found, TEXT).verdict == "decorated"
    assert compare(TEXT, TEXT).verdict == "same"


@pytest.mark.parametrize(
    "found",
    [
        TEXT.replace("'?x'", "'?y'"),
        TEXT.replace("Hi", "Ho"),
        TEXT.replace("a == 'b'", "a == 'b' | id: 'cb1'"),
        TEXT.replace("'?x'", "'?x' | idx: 'cb1'"),
        TEXT.replace("Hi", "Hi | id: 'cb1'"),
        TEXT + "\n\n",
        "",
    ],
)
def test_anything_else_is(found: str) -> None:
    assert compare(TEXT, found).verdict == "different"


def test_a_difference_is_told_in_terms_of_liquid() -> None:
    [first, second] = compare(TEXT, "one\n" + TEXT.replace("'b'", "'c'")).differences
    assert (first.expected_line, first.found_line) == (1, 1)
    assert (first.expected, first.found) == ((), (("text", "one\n"),))
    assert (second.expected_line, second.found_line) == (3, 4)
    assert second.expected == (("tag", "{% if a == 'b' %}"),)
    assert second.found == (("tag", "{% if a == 'c' %}"),)


@settings(deadline=None)
@given(st.text(alphabet="ab{}%|'\" \n\rid:l", max_size=40), st.text(alphabet="ab{}%|'\" \n\rid:l", max_size=40))
def test_different_texts_have_differences_and_others_none(one: str, other: str) -> None:
    comparison = compare(one, other)
    assert (comparison.verdict == "different") == bool(comparison.differences)
    assert compare(one, one).verdict == "same"
    assert plain(plain(one)) == plain(plain(plain(one)))


@pytest.fixture
def pasted(tmp_path: Path) -> Path:
    export("--out", str(tmp_path / "pasted"))
    return tmp_path / "pasted"


def verify(folder: Path, *options: str) -> Result:
    return export("--verify", str(folder), *options)


def told(result: Result) -> list[str]:
    """The lines that are about files which are not the same."""
    return [line for line in result.stdout.splitlines() if not line.endswith(": same")]


def test_what_was_exported_is_the_same(pasted: Path) -> None:
    result = verify(pasted)
    assert result.exit_code == 0
    assert told(result) == []
    assert len(result.stdout.splitlines()) == 22


def test_what_the_editors_add_is_told_and_is_the_same(pasted: Path) -> None:
    path = pasted / "messages" / "smartpass" / "01-body.liquid"
    text = path.read_text().replace("content_blocks.${smartpass_url}", "content_blocks.${smartpass_url} | id: 'cb3'")
    path.write_bytes(text.replace("\n", "\r\n").encode())
    result = verify(pasted)
    assert result.exit_code == 0
    assert told(result) == [f"{path.as_posix()}: same, but for what Braze's editors add"]


def test_missing_and_extra_files_are_told(pasted: Path) -> None:
    (pasted / "messages" / "smartpass" / "01-body.liquid").unlink()
    (pasted / "messages" / "smartpass" / "02-old.liquid").write_text("x")
    result = verify(pasted)
    assert result.exit_code == 1
    assert told(result) == [
        f"{pasted.as_posix()}/messages/smartpass/01-body.liquid: is missing",
        f"{pasted.as_posix()}/messages/smartpass/02-old.liquid: belongs to no template",
    ]


def test_a_difference_has_its_line(pasted: Path) -> None:
    path = pasted / "messages" / "smartpass" / "01-body.liquid"
    path.write_text("\n" + path.read_text().replace("'Member'", "'Guest'"))
    result = verify(pasted)
    assert result.exit_code == 1
    written = (
        "{%- assign pk_name = ${first_name} | default: '' | append: ' ' | append: pk_last_name | strip | default: "
    )
    assert told(result)[0] == f"{path.as_posix()}: different"
    assert "  line 8 (line 7 of the export):" in told(result)
    assert f"    - tag    {written}'Member' | json_escape -%}}" in told(result)
    assert f"    + tag    {written}'Guest' | json_escape -%}}" in told(result)


OLD = "0ld.Secret_of-Yesterday"
BLOCK = "content_blocks/smartpass_url/content.liquid"
HEADER = "webhooks/coupon_update/03-headers.Authorization.liquid"


@pytest.mark.parametrize("redacted", [[], ["--redact"]], ids=["", "redacted"])
@pytest.mark.parametrize(
    ("file", "change"),
    [
        (BLOCK, lambda text: text.replace(str(SECRETS["PASSKIT_PROJECT_SECRET"]), OLD)),
        (BLOCK, lambda text: text + f"{{% assign old = '{OLD}' %}}"),
        (BLOCK, lambda text: f"{OLD}\n{text}"),
        (BLOCK, lambda text: text.replace("pk_unsigned |", f"pk_unsigned | append: {OLD} |")),
        (BLOCK, lambda text: ""),
        (BLOCK, lambda text: text.replace("hmac_sha1_hex", "hmac_sha1")),
        (HEADER, lambda text: f"Bearer {OLD}"),
        (HEADER, lambda text: f"Basic {text}"),
        ("webhooks/coupon_update/05-body.liquid", lambda text: f"Bearer {OLD}"),
    ],
)
def test_no_secret_is_shown_not_even_an_old_one(file: str, change: object, redacted: list[str], pasted: Path) -> None:
    path = pasted / file
    path.write_text(change(path.read_text()))  # type: ignore[operator]
    result = verify(pasted, *redacted)
    assert result.exit_code == 1
    assert f"{path.as_posix()}: different" in result.stdout
    for secret in (OLD, *map(str, SECRETS.values())):
        assert secret not in result.output


def test_only_a_secret_that_differs_is_told_as_that(pasted: Path) -> None:
    path = pasted / HEADER
    path.write_text(f"Bearer {OLD}")
    assert told(verify(pasted)) == [
        f"{path.as_posix()}: different",
        "  line 1 (line 1 of the export):",
        "    what is not shown here differs, such as the secret",
        "    - text   Bearer ***",
        "    + text   Bearer ***",
    ]


def test_a_lone_file_is_compared_with_the_field_of_its_name(pasted: Path) -> None:
    for file in (HEADER, "webhooks/coupon_update/05-body.liquid"):
        assert export("coupon_update", "--verify", str(pasted / file)).exit_code == 0
    (pasted / "copied.txt").write_bytes((pasted / "webhooks/coupon_update/05-body.liquid").read_bytes())
    assert export("coupon_update", "--verify", str(pasted / "copied.txt")).exit_code == 0
    assert export("member_update", "--verify", str(pasted / "copied.txt")).exit_code == 1


def test_a_minified_export_is_verified_as_one(tmp_path: Path) -> None:
    export("--minify", "--out", str(tmp_path / "out"))
    assert verify(tmp_path / "out", "--minify").exit_code == 0
    assert verify(tmp_path / "out").exit_code == 1


def test_nothing_there_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    assert export("coupon_update", "--verify", str(tmp_path / "nope")).exit_code == 2
    assert verify(tmp_path / "nope").exit_code == 2

"""What stands in an export, and what never does: no user, and no secret but where it must."""

from __future__ import annotations

import base64
import html
import json
import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from click.testing import Result

from braze_liquid_sim import Workspace
from tests.export.exported import SECRETS, SHIPPED, TARGETS, export, tree, unpacked

HOLDERS = {
    "paste": {
        "content_blocks/smartpass_url/content.liquid",
        "index.html",
        "webhooks/boarding_pass_update/03-headers.Authorization.liquid",
        "webhooks/coupon_update/03-headers.Authorization.liquid",
        "webhooks/member_update/03-headers.Authorization.liquid",
    },
    "braze-sync": {"content_blocks/smartpass_url.liquid"},
    "rest": {"content_blocks/smartpass_url.create.json", "content_blocks/smartpass_url.update.json"},
    "bundle": {"export.zip"},
}
"""The files that cannot do without a secret."""


def values(profile: Any) -> Iterator[str]:
    """Every value of a profile that is long enough to be told from a word by chance."""
    if isinstance(profile, dict | list):
        for value in profile.values() if isinstance(profile, dict) else profile:
            yield from values(value)
    elif not isinstance(profile, bool) and profile is not None and len(str(profile)) > 3:
        yield str(profile)


def writings(text: str) -> set[bytes]:
    """A text as formats write it."""
    forms = {text, html.escape(text), html.escape(text, quote=False), quote(text), quote(text, safe="")}
    forms |= {json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
    return {form.encode() for form in forms} | {base64.b64encode(text.encode()).rstrip(b"=")[:-1]}


@pytest.mark.parametrize("target", TARGETS)
def test_no_value_of_a_fixture_user_is_exported(target: str, tmp_path: Path) -> None:
    assert export("--to", target, "--out", str(tmp_path / "out")).exit_code == 0
    everything = b"\n".join([*unpacked(tmp_path / "out").values(), *(name.encode() for name in tree(tmp_path / "out"))])
    found = {
        value
        for user in Workspace.open(SHIPPED).users.values()
        for value in values(user.profile)
        if any(form in everything for form in writings(value))
    }
    assert found == set()


@pytest.mark.parametrize("target", TARGETS)
def test_other_users_make_no_other_export(target: str, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "shop")
    shutil.rmtree(tmp_path / "shop" / "users")
    shutil.rmtree(tmp_path / "shop" / "tests")
    (tmp_path / "shop" / "users").mkdir()
    (tmp_path / "shop" / "users" / "zoe.yaml").write_text("external_id: zq-77\nfirst_name: Zoëlle\n")
    export("--to", target, "--out", str(tmp_path / "here"))
    assert export("--to", target, "--out", str(tmp_path / "there"), workspace=tmp_path / "shop").exit_code == 0
    here, there = unpacked(tmp_path / "here"), unpacked(tmp_path / "there")
    # The page says how many renders proved it; the rest follows from that and from the commit.
    for name in here.keys() - {name for name in here if name.endswith(("index.html", "manifest.json", ".zip"))}:
        assert here[name] == there[name], name
    for name in (name for name in here if name.endswith("index.html")):
        assert _without_numbers(here[name]) == _without_numbers(there[name])
    assert here.keys() == there.keys()


def _without_numbers(page: bytes) -> bytes:
    return re.sub(rb"\d+ renders|\s+Commit [0-9a-f]+\+?\.", b"", page)


def with_secrets_in(place: str, folder: Path) -> dict[str, str | None]:
    """A copy of the workspace that gets its secrets from one of the places, and the environment variables for it."""
    shutil.copytree(SHIPPED, folder)
    if place == "env":
        return dict(SECRETS)
    if place == ".env":
        (folder / ".env").write_text("".join(f"{name}='{value}'\n" for name, value in SECRETS.items()))
        return dict.fromkeys(SECRETS)
    for path in folder.rglob("*.liquid"):
        path.write_text(path.read_text().replace("from: { env:", "from: { setting:"))
    lines = "".join(f'{name} = "{value}"\n' for name, value in SECRETS.items())
    with (folder / "braze-liquid.toml").open("a") as file:
        file.write(lines)
    return dict.fromkeys(SECRETS)


def shown(result: Result) -> bytes:
    return result.stdout_bytes + result.stderr_bytes


def holding(files: dict[str, bytes]) -> set[str]:
    """The files that hold a secret, in whatever writing."""
    forms = {form for secret in SECRETS.values() for form in writings(str(secret))}
    return {name for name, content in files.items() if any(form in content for form in forms)}


def modes(folder: Path) -> dict[str, int]:
    return {name: stat.S_IMODE((folder / name).stat().st_mode) for name in tree(folder)}


@pytest.mark.parametrize(
    ("place", "umask"), [("env", 0o000), ("env", 0o077), (".env", 0o022), ("settings", 0o000)], ids=str
)
@pytest.mark.parametrize("target", TARGETS)
def test_a_secret_stands_where_it_must_and_nowhere_else(target: str, place: str, umask: int, tmp_path: Path) -> None:
    variables = with_secrets_in(place, tmp_path / "shop")
    out = tmp_path / "out"
    before = os.umask(umask)
    try:
        result = export("--to", target, "--out", str(out), workspace=tmp_path / "shop", secrets=variables)
    finally:
        os.umask(before)
    assert result.exit_code == 0, result.output
    assert holding(tree(out)) | ({"export.zip"} if target == "bundle" else set()) == HOLDERS[target]
    assert {name for name, mode in modes(out).items() if mode == 0o600} >= HOLDERS[target]
    assert {mode for name, mode in modes(out).items() if name not in HOLDERS[target]} == {0o644 & ~umask}
    assert holding({"output": shown(result)}) == set()
    told = {"shop/.env", "shop/braze-liquid.toml", *(f"out/{name}" for name in HOLDERS[target])}
    assert holding(tree(tmp_path)) <= told
    warned = {line.rpartition("/out/")[2].split()[0] for line in result.stderr.splitlines() if "holds a secret" in line}
    assert warned == HOLDERS[target]
    listed = json.loads((out / "manifest.json").read_text())
    assert {name for name, file in listed["files"].items() if file["secret"]} == HOLDERS[target]


def test_the_zip_keeps_the_secrets_to_the_same_files(tmp_path: Path) -> None:
    export("--to", "bundle", "--out", str(tmp_path / "out"))
    inside = {
        name.removeprefix("export.zip/"): content
        for name, content in unpacked(tmp_path / "out").items()
        if name.startswith("export.zip/")
    }
    assert holding(inside) == HOLDERS["paste"]
    with ZipFile(tmp_path / "out" / "export.zip") as archive:
        private = {one.filename for one in archive.infolist() if one.external_attr >> 16 == 0o100600}
    assert private == HOLDERS["paste"]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("secrets", [SECRETS, dict.fromkeys(SECRETS)], ids=["set", "not set"])
def test_redacted_there_is_none(target: str, secrets: dict[str, str | None], tmp_path: Path) -> None:
    result = export("--redact", "--to", target, "--out", str(tmp_path / "out"), secrets=secrets)
    assert result.exit_code == 0, result.output
    files = unpacked(tmp_path / "out")
    assert holding({**files, "output": shown(result)}) == set()
    assert 0o600 not in modes(tmp_path / "out").values()
    assert "secret" not in result.stderr
    assert any(b"PROJECT_SECRET" in content for content in files.values())
    assert not any(b"example-project-secret" in content for content in files.values())


def test_what_is_printed_holds_none() -> None:
    result = export("smartpass_url", "--stdout")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "smartpass_url holds a secret, and what is printed may be kept in a log" in result.stderr
    assert holding({"output": shown(result)}) == set()
    assert "'<PROJECT_SECRET>'" in export("smartpass_url", "--stdout", "--redact").stdout
    assert export("smartpass", "--stdout").exit_code == 0


def test_a_secret_that_a_filter_changes_is_a_secret(tmp_path: Path) -> None:
    head = "---\nparameters:\n  key: {type: secret, example: x, from: {env: KEY}}\n---\n"
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "a.liquid").write_text(head + "{{ 'a' | hmac_sha1_hex: '[[ key | upper ]]' }}")
    secrets: dict[str, str | None] = {"KEY": "gh0st-77"}
    result = export("--env", "x", "--out", str(tmp_path / "out"), workspace=tmp_path, secrets=secrets)
    assert result.exit_code == 0, result.output
    assert modes(tmp_path / "out")["messages/a/01-body.liquid"] == 0o600
    assert b"GH0ST" not in (tmp_path / "out" / "manifest.json").read_bytes()
    assert export("--env", "x", "--stdout", workspace=tmp_path, secrets=secrets).exit_code == 2


def test_the_page_copies_a_secret_and_does_not_show_it(tmp_path: Path) -> None:
    export("--out", str(tmp_path / "out"))
    page = (tmp_path / "out" / "index.html").read_text()
    visible = re.sub(r'data-text="[^"]*"', "", page)
    assert holding({"page": visible.encode()}) == set()
    assert "&lt;PROJECT_SECRET&gt;" in visible


def test_names_of_parameters_are_in_the_manifest_and_no_values(tmp_path: Path) -> None:
    export("--out", str(tmp_path / "out"))
    manifest = (tmp_path / "out" / "manifest.json").read_text()
    assert json.loads(manifest)["parameters"] == [
        "campaign_id", "passkit_token", "program_id", "project_secret", "project_url", "region", "tier_id",
    ]  # fmt: skip
    assert "2xa1lRy8dBz4eEElBfmIz8" not in manifest
    assert "ww0jir" not in manifest


def test_the_page_tells_what_else_there_is_to_do(tmp_path: Path) -> None:
    export("--out", str(tmp_path / "out"))
    page = (tmp_path / "out" / "index.html").read_text()
    assert "<code>passkit</code>: a stored credential with the header Authorization" in page
    assert "<code>pk_pass_data</code>: the pass data, one flat JSON object" in page

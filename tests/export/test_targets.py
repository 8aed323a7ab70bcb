"""The exact files of each target, and that the same inputs give the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import click
import pytest
from ruamel.yaml import YAML

from braze_liquid_sim.cli.commands.export import command
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.export.export import MANIFEST, Export
from braze_liquid_sim.export.targets import targets
from braze_liquid_sim.export.units import Text, Unit
from braze_liquid_sim.report.report import Report
from tests.cli.test_render import write
from tests.export.exported import SECRETS, SHIPPED, TARGETS, export, tree, unpacked

SHOP = {
    "shop/content_blocks/greeting.liquid": (
        "---\ndescription: 'Says hello: \"nicely\"'\ntags: [yes-we-can, 'on']\nneeds: {pk_name: whom}\n---\n"
        "Hi {{ pk_name | default: 'there' }}, from [[ shop ]]\n"
    ),
    "shop/content_blocks/yes.liquid": "---\nstate: draft\n---\n서울 {%- comment -%} x {%- endcomment %} \r\n",
    "shop/messages/hello.liquid": (
        "---\nsubject: \"Hello {{${first_name} | default: 'you'}}\"\npreheader: '#1'\n---\n"
        "{% assign pk_name = ${first_name} %}{{content_blocks.${greeting}}}"
    ),
    "shop/webhooks/post.liquid": (
        "---\nurl: https://[[ host ]]/a\nmethod: PUT\nheaders: {X-A: '[[ token ]]', X-B: b}\n---\n"
        '{% comment %} braze-liquid: disable-next-line json — none {% endcomment %}{"a":1}'
    ),
}
PARAMETERS = {
    "greeting": "parameters:\n  shop: {example: A, from: {env: SHOP}}\n",
    "post": (
        "parameters:\n  host: {example: x.example, from: {env: HOST}}\n"
        "  token: {type: secret, example: t, from: {env: TOKEN}}\n"
    ),
}
VALUES: dict[str, str | None] = {"SHOP": "Ünder & Söhne", "HOST": "y.example", "TOKEN": "gh0st"}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for name, text in SHOP.items():
        parameters = PARAMETERS.get(Path(name).stem, "")
        write(tmp_path, {name: text.replace("---\n", f"---\n{parameters}", 1)})
    return tmp_path / "shop"


def files(target: str, shop: Path) -> dict[str, str]:
    out = shop.parent / "out"
    options = ["--env", "x", "--to", target, "--out", str(out)]
    result = export(*options, workspace=shop, secrets=VALUES)
    assert result.exit_code == 0, result.output
    return {name: content.decode() for name, content in unpacked(out).items() if not name.endswith(".zip")}


def test_paste(shop: Path) -> None:
    found = files("paste", shop)
    assert found.pop("index.html").startswith("<!DOCTYPE html>")
    manifest = found.pop(MANIFEST)
    assert found == {
        "content_blocks/greeting/content.liquid": "Hi {{ pk_name | default: 'there' }}, from Ünder & Söhne\n",
        "content_blocks/greeting/call.liquid": "{%- assign pk_name = '' -%}\n{{content_blocks.${greeting}}}",
        "content_blocks/yes/content.liquid": "서울 {%- comment -%} x {%- endcomment %} \r\n",
        "content_blocks/yes/call.liquid": "{{content_blocks.${yes}}}",
        "messages/hello/01-subject.liquid": "Hello {{${first_name} | default: 'you'}}",
        "messages/hello/02-preheader.liquid": "#1",
        "messages/hello/03-body.liquid": "{% assign pk_name = ${first_name} %}{{content_blocks.${greeting}}}",
        "webhooks/post/01-url.liquid": "https://y.example/a",
        "webhooks/post/02-method.txt": "PUT",
        "webhooks/post/03-headers.X-A.liquid": "gh0st",
        "webhooks/post/04-headers.X-B.liquid": "b",
        "webhooks/post/05-body.liquid": '{"a":1}',
    }
    document = json.loads(manifest)
    assert {name: document[name] for name in ("format", "version", "target", "environment", "redacted")} == {
        "format": "braze-liquid-export", "version": 1, "target": "paste", "environment": "x", "redacted": False,
    }  # fmt: skip
    assert document["parameters"] == ["host", "shop", "token"]
    assert [one["name"] for one in document["templates"]] == ["greeting", "yes", "hello", "post"]
    for name, text in found.items():
        assert document["files"][name]["sha256"] == sha256(text.encode()).hexdigest()
        assert document["files"][name]["bytes"] == len(text.encode())
    assert set(document["files"]) == {*found, "index.html"}


def test_braze_sync(shop: Path) -> None:
    found = files("braze-sync", shop)
    assert found.keys() == {MANIFEST, "content_blocks/greeting.liquid", "content_blocks/yes.liquid"}
    assert found["content_blocks/greeting.liquid"] == (
        '---\nname: "greeting"\ndescription: "Says hello: \\"nicely\\""\ntags: ["yes-we-can", "on"]\n---\n'
        "Hi {{ pk_name | default: 'there' }}, from Ünder & Söhne\n"
    )
    assert found["content_blocks/yes.liquid"] == (
        '---\nname: "yes"\nstate: draft\n---\n서울 {%- comment -%} x {%- endcomment %} \r\n'
    )


def test_rest(shop: Path) -> None:
    found = {name: json.loads(text) for name, text in files("rest", shop).items() if name != MANIFEST}
    greeting = {
        "content": "Hi {{ pk_name | default: 'there' }}, from Ünder & Söhne\n",
        "description": 'Says hello: "nicely"',
        "tags": ["yes-we-can", "on"],
    }
    yes = {"content": "서울 {%- comment -%} x {%- endcomment %} \r\n"}
    assert found == {
        "content_blocks/greeting.create.json": {"name": "greeting", **greeting, "state": "active"},
        "content_blocks/greeting.update.json": {"content_block_id": "<ID OF greeting>", **greeting},
        "content_blocks/yes.create.json": {"name": "yes", **yes, "state": "draft"},
        "content_blocks/yes.update.json": {"content_block_id": "<ID OF yes>", **yes},
    }


def test_bundle(shop: Path) -> None:
    pasted = files("paste", shop)
    zipped = files("bundle", shop)
    inside = {name.removeprefix("export.zip/"): text for name, text in zipped.items() if name != MANIFEST}
    assert json.loads(inside.pop(MANIFEST))["files"].keys() == json.loads(pasted.pop(MANIFEST))["files"].keys()
    assert inside == pasted
    with ZipFile(shop.parent / "out" / "export.zip") as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {one.external_attr >> 16 for one in archive.infolist()} == {0o100600, 0o100644}


def a_block(name: str = "b", text: str = "x", **more: Any) -> Export:
    return Export((Unit(name, "content_block", (Text("body", text, public=text),), **more),), "x", Report())


@pytest.mark.parametrize(
    "value", ["yes", "null", "12", "1.5", "# no", "a: b", "- a", "'q'", '"q"', "l\nm", "김 🎟️", "{a}"]
)
def test_front_matter_means_what_it_should(value: str) -> None:
    made = targets()["braze-sync"].files(a_block("no", "---\nbody\n", description=value, tags=(value,)))
    head, body = made["content_blocks/no.liquid"].content.decode().removeprefix("---\n").split("\n---\n", 1)
    assert YAML(typ="safe", pure=True).load(head) == {"name": "no", "description": value, "tags": [value]}
    assert body == "---\nbody\n"


@pytest.mark.parametrize("target", ["rest", "braze-sync"])
@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ({"name": "n" * 100}, "the name has 100 characters; Braze takes fewer than 100"),
        ({"description": "d" * 250}, "the description has 250 characters; Braze takes fewer than 250"),
        ({"text": "x" * 51_200}, "it has 51200 bytes; Braze takes fewer than 51200"),
    ],
)
def test_what_an_endpoint_would_refuse_is_refused(target: str, block: dict[str, str], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        targets()[target].files(a_block(**block))


def test_what_an_endpoint_takes_is_taken() -> None:
    assert targets()["rest"].files(a_block("n" * 99, "x" * 51_199, description="d" * 249))


ONCE = """
import sys
from pathlib import Path
if sys.argv[2] == "backwards":
    listed = Path.iterdir
    Path.iterdir = lambda self: iter(sorted(listed(self), reverse=True))
from braze_liquid_sim.cli import main
for target in sys.argv[3:]:
    arguments = ["export", "--workspace", WORKSPACE, "--to", target, "--out", f"{sys.argv[1]}/{target}"]
    main(arguments, standalone_mode=False)
"""


def exported_by_another_process(out: Path, seed: str, order: str) -> dict[str, bytes]:
    variables = {**os.environ, **{name: str(value) for name, value in SECRETS.items()}, "PYTHONHASHSEED": seed}
    code = ONCE.replace("WORKSPACE", repr(str(SHIPPED)))
    subprocess.run([sys.executable, "-c", code, str(out), order, *TARGETS], env=variables, check=True, timeout=120)
    return tree(out)


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    first = exported_by_another_process(tmp_path / "one", "1", "forwards")
    second = exported_by_another_process(tmp_path / "two", "2", "backwards")
    assert {name.partition("/")[0] for name in first} == set(TARGETS)
    assert first == second


def test_the_page_of_a_zip_is_the_page_of_a_folder(shop: Path) -> None:
    page = files("paste", shop)["index.html"]
    files("bundle", shop)
    with ZipFile(BytesIO((shop.parent / "out" / "export.zip").read_bytes())) as archive:
        assert archive.read("index.html").decode() == page


def test_every_target_says_for_whom_it_is() -> None:
    assert set(targets()) == set(TARGETS)
    assert all(target.__doc__ and target.KINDS for target in targets().values())


def test_the_command_offers_every_target() -> None:
    option = next(one for one in command.params if one.name == "target")
    assert isinstance(option.type, click.Choice)
    assert set(option.type.choices) == set(targets())

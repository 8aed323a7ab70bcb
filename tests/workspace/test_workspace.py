from __future__ import annotations

import os
from pathlib import Path

import pytest

from braze_liquid_sim import UsageError, Workspace


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with two messages, a block and two users."""
    return write(
        tmp_path / "templates",
        {
            "messages/hello.liquid": "---\nchannel: sms\n---\nHi",
            "messages/bye.liquid": "Bye",
            "messages/notes.txt": "not a template",
            "content_blocks/footer.liquid": "Shop",
            "webhooks/ping.liquid": "---\nurl: https://example.com\n---\n{}",
            "users/jane.yaml": "first_name: Jane",
            "users/kim.json": '{"first_name": "김"}',
        },
    )


@pytest.mark.parametrize(
    ("files", "start", "root"),
    [
        pytest.param({"braze-liquid.toml": ""}, ".", ".", id="a settings file beside"),
        pytest.param(
            {"braze-liquid.toml": "", "messages/deep/x": ""}, "messages/deep", ".", id="a settings file above"
        ),
        pytest.param(
            {"braze-liquid.toml": "path = 'brand'", "brand/x": ""}, ".", "brand", id="a settings file elsewhere"
        ),
        pytest.param(
            {"pyproject.toml": "[tool.braze-liquid]\npath = 'brand'", "brand/x": "", "src/x": ""},
            "src",
            "brand",
            id="a table in pyproject.toml",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.braze-liquid]", "templates/x": ""}, ".", "templates", id="a table without a path"
        ),
        pytest.param(
            {"pyproject.toml": "[tool.other]", "templates/messages/x": ""},
            ".",
            "templates",
            id="a folder templates below",
        ),
        pytest.param(
            {"templates/content_blocks/x": "", "src/x": ""}, "src", "templates", id="a folder templates beside"
        ),
        pytest.param({"templates/messages/x": ""}, "templates/messages", "templates", id="a folder templates above"),
        pytest.param({"brand/messages/x": ""}, "brand", "brand", id="a folder with messages, named itself"),
        pytest.param({"templates/messages/x": ""}, "templates/messages/x", "templates", id="from a file in it"),
    ],
)
def test_the_workspace_is_found(files: dict[str, str], start: str, root: str, tmp_path: Path) -> None:
    write(tmp_path, files)
    assert Workspace.open(tmp_path / start).root.resolve() == (tmp_path / root).resolve()


def test_a_path_that_was_given_relative_stays_relative(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop.parent)
    assert Workspace.open().templates["hello"].name == "templates/messages/hello.liquid"
    monkeypatch.chdir(shop / "messages")
    assert Workspace.open().templates["hello"].name == "../messages/hello.liquid"


def test_no_workspace_is_a_usage_error(tmp_path: Path) -> None:
    assert Workspace.find(tmp_path) is None
    with pytest.raises(UsageError, match="no workspace here") as caught:
        Workspace.open(tmp_path)
    assert "Make a folder templates" in caught.value.help


@pytest.mark.parametrize(
    ("settings", "says", "help"),
    [
        ("versoin = 1", "unknown setting 'versoin'", "version"),
        ('[passkit]\nregoin = "pub1"', "passkit: unknown setting 'regoin'", "region"),
        ("version = 2", "a workspace of version 2", "Upgrade"),
        ("version = '1'", "version is no whole number", "version = 1"),
        ("credentials = 'Bearer abc'", "credentials is no table", "[credentials]"),
        ("path = '..'", "leads out of the settings' folder", "below"),
        ("path = 'a/../../b'", "leads out of the settings' folder", "below"),
        ("path = '/etc'", "leads out of the settings' folder", "below"),
        ("version = ", "not TOML", "Mend"),
        ("path = 'nowhere'", "does not exist", "path"),
    ],
)
def test_wrong_settings_are_usage_errors(settings: str, says: str, help: str, tmp_path: Path) -> None:
    write(tmp_path, {"braze-liquid.toml": settings})
    with pytest.raises(UsageError) as caught:
        Workspace.open(tmp_path)
    assert says in caught.value.message
    assert help in caught.value.help


def test_everything_is_found_by_name(shop: Path) -> None:
    workspace = Workspace.open(shop)
    assert list(workspace.messages) == ["bye", "hello"]
    assert list(workspace.content_blocks) == ["footer"]
    assert sorted(workspace.templates) == ["bye", "footer", "hello", "ping"]
    assert list(workspace.users) == ["jane", "kim"]
    assert workspace.users["kim"].profile == {"first_name": "김"}
    assert "jane" in workspace.users
    assert "joan" not in workspace.users
    assert workspace.content_blocks.get("Footer") is None


def test_a_source_keeps_its_whole_file(shop: Path) -> None:
    source = Workspace.open(shop).templates["hello"]
    assert source.text == "---\nchannel: sms\n---\nHi"
    assert source.text[source.body_start :] == "Hi"
    assert source.position(source.body_start) == (4, 1)
    assert source.front_matter == {"channel": "sms"}
    assert source.kind == "message"
    assert Workspace.open(shop).templates["ping"].kind == "webhook"
    assert Workspace.open(shop).templates["footer"].kind == "content_block"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("", ""),
        ("--- not front matter", "--- not front matter"),
        ("\n---\na: 1\n---\n", "\n---\na: 1\n---\n"),
        ("---\n---\n", ""),
        ("---\n# only a comment\n---\nx", "x"),
        ("---\r\na: 1\r\n---\r\nx\r\n", "x\r\n"),
        ("---  \na: 1\n---\t\nx", "x"),
        ("---\na: 1\n---", ""),
        ("---\na: '---'\n---\n---\nx", "---\nx"),
        ("\ufeff---\na: 1\n---\nx", "x"),
        ("\ufeffx", "x"),
    ],
)
def test_front_matter_ends_where_the_body_begins(text: str, body: str, tmp_path: Path) -> None:
    write(tmp_path, {"messages/m.liquid": text})
    source = Workspace.open(tmp_path).messages["m"]
    assert source.text == text
    assert source.text[source.body_start :] == body


def test_nothing_is_read_before_it_is_asked_for(shop: Path) -> None:
    (shop / "messages" / "broken.liquid").write_bytes(b"\xff")
    (shop / "users" / "broken.json").write_text("{")
    workspace = Workspace.open(shop)
    assert "broken" in workspace.messages
    assert workspace.messages["hello"].text
    assert workspace.users["jane"].profile


@pytest.mark.parametrize(
    "name", ["../secret", "messages/../secret", "/etc/passwd", "..", ".", "", "hello.liquid", "a\0b"]
)
def test_no_name_leaves_its_folder(name: str, shop: Path) -> None:
    write(shop, {"secret.liquid": "secret", "users/../secret.yaml": "first_name: x"})
    workspace = Workspace.open(shop)
    for things in (workspace.templates, workspace.messages, workspace.content_blocks, workspace.users):
        with pytest.raises(UsageError, match="no "):
            _ = things[name]


@pytest.mark.parametrize("linked", ["messages/out.liquid", "users/out.yaml"])
def test_a_link_that_leads_out_is_refused(linked: str, shop: Path) -> None:
    outside = write(shop.parent, {"outside": "first_name: x"}) / "outside"
    (shop / linked).symlink_to(outside)
    workspace = Workspace.open(shop)
    with pytest.raises(UsageError, match="leads out of the workspace"):
        _ = workspace.messages["out"] if linked.startswith("messages") else workspace.users["out"]


def test_a_pipe_is_not_waited_for(shop: Path) -> None:
    os.mkfifo(shop / "messages" / "pipe.liquid")
    with pytest.raises(UsageError, match=r"pipe\.liquid: is no file"):
        _ = Workspace.open(shop).messages["pipe"]


def test_a_link_inside_the_workspace_is_followed(shop: Path) -> None:
    (shop / "messages" / "same.liquid").symlink_to(shop / "messages" / "bye.liquid")
    assert Workspace.open(shop).messages["same"].text == "Bye"


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("helo", "Did you mean hello?"),
        ("HELLO", "Did you mean hello?"),
        ("xyz", "There are: bye, footer, hello, ping."),
    ],
)
def test_an_unknown_template_names_the_near_misses(name: str, help: str, shop: Path) -> None:
    with pytest.raises(UsageError) as caught:
        _ = Workspace.open(shop).templates[name]
    assert caught.value.message == f"no template {name!r}"
    assert caught.value.help == help


def test_a_name_of_two_kinds_needs_its_kind(shop: Path) -> None:
    write(shop, {"webhooks/hello.liquid": "{}"})
    templates = Workspace.open(shop).templates
    assert sorted(templates) == ["bye", "footer", "messages/hello", "ping", "webhooks/hello"]
    assert templates["webhooks/hello"].text == "{}"
    with pytest.raises(UsageError, match="stands for 2 templates") as caught:
        _ = templates["hello"]
    assert caught.value.help == "Write messages/hello or webhooks/hello."


def test_two_files_of_one_name_are_refused(shop: Path) -> None:
    write(shop, {"users/jane.json": "{}"})
    with pytest.raises(UsageError, match="'jane' stands twice"):
        _ = Workspace.open(shop).users["jane"]

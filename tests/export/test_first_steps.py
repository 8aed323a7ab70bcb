"""From an empty folder to an export in three commands, and what git has to do with it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_render import run, write
from tests.export.exported import SECRETS, export, tree

GUIDE = Path(__file__).parents[2] / "docs" / "exporting.md"
COMMANDS = (["init"], ["check"], ["export", "--redact", "--out", "export"])


def test_three_commands_lead_from_nothing_to_an_export(tmp_path: Path) -> None:
    for arguments in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "braze_liquid_sim", *arguments],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr.decode()
    assert "index.html" in tree(tmp_path / "export")
    assert "smartpass" in {path.name for path in (tmp_path / "export" / "messages").iterdir()}


def guide_commands() -> list[list[str]]:
    """Every command of the guide."""
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    return [shlex.split(line, comments=True)[1:] for block in blocks for line in block.splitlines()]


def test_the_commands_of_the_guide_do_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = guide_commands()
    assert [command[0] for command in commands] == ["init", "check", *["export"] * 6]
    for command in commands:
        result = run(*command, env=SECRETS)
        assert result.exit_code == 0, (command, result.output)
        if "--redact" in command:
            settings = Path("braze-liquid.toml")
            values = settings.read_text().partition("[environments.example]")[2]
            settings.write_text(settings.read_text() + "[environments.production]" + values)
        if "--stdout" in command:
            Path("copied.txt").write_bytes(result.stdout_bytes)


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, timeout=30)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    head = "---\nparameters:\n  key: {type: secret, example: x, from: {env: KEY}}\n---\n"
    text = "{{ 'a' | hmac_sha1_hex: '[[ key ]]' }}"
    write(tmp_path, {"shop/messages/a.liquid": head + text, "shop/.gitignore": ".env\n"})
    git(tmp_path, "init", "-q", "shop")
    git(tmp_path / "shop", "add", ".")
    git(tmp_path / "shop", "commit", "-qm", "a")
    return tmp_path / "shop"


def run_in(shop: Path, out: str = "export") -> str:
    result = export("--env", "x", "--out", str(shop / out), workspace=shop, secrets={"KEY": "gh0st-77"})
    assert result.exit_code == 0, result.output
    return result.stderr


def test_an_export_inside_the_workspace_is_no_change_of_it(shop: Path) -> None:
    run_in(shop)
    first = tree(shop / "export")
    run_in(shop)
    assert tree(shop / "export") == first
    assert b'+"' not in first["manifest.json"]
    write(shop, {"messages/b.liquid": "b"})
    run_in(shop)
    assert b'+"' in tree(shop / "export")["manifest.json"]


def test_secrets_that_git_would_take_are_told(shop: Path) -> None:
    told = f"warning: {(shop / 'export').as_posix()}: git does not ignore it; name it in .gitignore"
    assert told in run_in(shop)
    write(shop, {".env": "KEY=gh0st-77", ".gitignore": "export/\n"})
    errors = run_in(shop)
    assert told not in errors
    assert f"{(shop / '.env').as_posix()}: git does not ignore it" in errors

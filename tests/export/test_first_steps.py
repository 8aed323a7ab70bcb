"""From an empty folder to an export in three commands, and what git has to do with it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_render import write
from tests.export.exported import export, tree

COMMANDS = (["init"], ["check"], ["export", "--redact", "--out", "export"])


def test_three_commands_lead_from_nothing_to_an_export(tmp_path: Path) -> None:
    began = time.monotonic()
    for arguments in COMMANDS:
        run = subprocess.run(
            [sys.executable, "-m", "braze_liquid_sim", *arguments],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert run.returncode == 0, run.stderr.decode()
    assert time.monotonic() - began < 10
    assert "index.html" in tree(tmp_path / "export")
    assert "smartpass" in {path.name for path in (tmp_path / "export" / "messages").iterdir()}


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

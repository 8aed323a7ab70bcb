"""The pytest plugin, in repositories of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLUGIN = "braze_liquid_sim.pytest_plugin"


def run_pytest(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run pytest as a user would who has the package installed; the entry point is named, in case it is not."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *args]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTEST_PLUGINS": PLUGIN,
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_repository_of_test_files_alone(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "greeting.test.yaml": (
                'source: "Hi {{ ${first_name} }}"\ncases:\n'
                "- name: Ann\n  given: {user: {first_name: Ann}}\n  expect: {text: Hi Ann}\n"
                "- name: Bob\n  given: {user: {first_name: Bob}}\n  expect: {text: Hi Ann}\n"
            ),
            "deep/tests/wrong.test.yaml": "expect: {txt: x}",
            "other.yaml": "not: a test",
        },
    )
    result = run_pytest(tmp_path, "greeting.test.yaml")
    assert result.returncode == 1
    assert "1 failed, 1 passed" in result.stdout
    assert "greeting.test.yaml:6: Bob" in result.stdout
    assert "-Hi Ann" in result.stdout
    assert "+Hi Bob" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr

    broken = run_pytest(tmp_path)
    assert broken.returncode == 2
    assert "expect has no 'txt'" in broken.stdout
    assert "Did you mean text?" in broken.stdout


def test_a_workspace_and_the_fixture(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "templates/messages/hello.liquid": "Hi {{ ${first_name} }}{{content_blocks.${dot}}}",
            "templates/content_blocks/dot.liquid": ".",
            "templates/users/ann.yaml": "first_name: Ann",
            "templates/tests/hello.test.yaml": "{given: {user: ann}, expect: {text: Hi Ann.}}",
            "templates/test_python.py": (
                "def test_by_name(render_liquid):\n"
                "    assert render_liquid('hello', 'ann').text == 'Hi Ann.'\n"
                "def test_by_text(render_liquid):\n"
                "    assert render_liquid('{{ x }}{{ ${city} }}', {'city': 'B'}, data={'x': 1}).text == '1B'\n"
            ),
        },
    )
    result = run_pytest(tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "3 passed" in result.stdout

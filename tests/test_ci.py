"""What CI systems are given: every file is YAML, and every braze-liquid in it is a command line that works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.command_lines import assert_works

ROOT = Path(__file__).parents[1]
ACTION = ROOT / ".github" / "actions" / "braze-liquid" / "action.yml"
README = (ROOT / "README.md").read_text(encoding="utf-8")
IN_CI = README.partition("\n## In CI\n")[2].partition("\n## ")[0]


def yaml(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


HOOKS = yaml((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
SNIPPETS = [yaml(block) for block in re.findall(r"```yaml\n(.*?)```", IN_CI, re.DOTALL)]
ACTION_YAML = yaml(ACTION.read_text(encoding="utf-8"))


def texts(value: Any) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, dict):
        for below in value.values():
            yield from texts(below)
    elif isinstance(value, list):
        for below in value:
            yield from texts(below)
    elif isinstance(value, str):
        yield value


def command_lines() -> Iterator[str]:
    """Every line that begins with the command, in what CI systems run; the action's inputs stand at their defaults."""
    for step in ACTION_YAML["runs"]["steps"]:
        run = step.get("run", "")
        for name, value in step.get("env", {}).items():
            given = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)
            assert given
            default = "sarif" if name == "FORMAT" else ACTION_YAML["inputs"][given[1]]["default"]
            run = run.replace(f'"${name}"', default)
        yield from _lines(run)
    for document in (HOOKS, SNIPPETS):
        for text in texts(document):
            yield from _lines(text)
    for block in re.findall(r"```sh\n(.*?)```", IN_CI, re.DOTALL):
        yield from _lines(block)


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if line.strip().startswith("braze-liquid "):
            yield line.partition("  #")[0].strip()


@pytest.mark.parametrize("line", sorted(set(command_lines())))
def test_the_command_and_its_options_exist(line: str) -> None:
    assert_works(line)


def test_all_three_places_run_check() -> None:
    lines = list(command_lines())
    for end in (
        "--format github",
        "--format sarif --output braze-liquid.sarif",
        "--format junit --output braze-liquid.xml",
    ):
        assert any("check" in line and line.endswith(end) for line in lines), end


def test_hooks_have_what_pre_commit_wants() -> None:
    for hook in HOOKS:
        assert {"id", "name", "entry", "language", "files"} <= set(hook)
        assert hook["language"] == "python"
        assert re.search(hook["files"], "templates/messages/hello.liquid")


def test_the_hooks_of_the_readme_exist() -> None:
    asked = [hook["id"] for snippet in SNIPPETS for repo in _repos(snippet) for hook in repo["hooks"]]
    assert asked
    assert set(asked) <= {hook["id"] for hook in HOOKS}


def _repos(snippet: Any) -> list[Any]:
    return snippet.get("repos", []) if isinstance(snippet, dict) else []


def test_the_readme_uses_the_action_with_inputs_that_it_has() -> None:
    steps = [
        step
        for snippet in SNIPPETS
        if isinstance(snippet, dict) and "jobs" in snippet
        for job in snippet["jobs"].values()
        for step in job["steps"]
        if step.get("uses", "").partition("@")[0].endswith(str(ACTION.parent.relative_to(ROOT)))
    ]
    assert steps
    for step in steps:
        assert set(step.get("with", {})) <= set(ACTION_YAML["inputs"])


def test_the_action_is_composite_and_passes_inputs_through_the_environment() -> None:
    """An input in the text of a script could run a script of its own."""
    assert ACTION_YAML["runs"]["using"] == "composite"
    for step in ACTION_YAML["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert "run" not in step or step["shell"] == "bash"
    assert (ACTION.parent / "../../..").resolve() == ROOT

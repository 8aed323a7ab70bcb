from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import braze_liquid_sim.schemas
from braze_liquid_sim import UsageError
from braze_liquid_sim.cli import main
from braze_liquid_sim.schemas import schemas, text_of
from braze_liquid_sim.services import answers
from braze_liquid_sim.suite import loader
from braze_liquid_sim.suite.expectations import expectations
from braze_liquid_sim.workspace import hostile_users
from braze_liquid_sim.workspace.data import parse_json, parse_yaml
from braze_liquid_sim.workspace.users import stream_users
from tests.tables import cases

TEMPLATES = Path(__file__).parents[2] / "templates"
NAMES = sorted(schemas())
TABLE = cases(Path(__file__).with_name("documents.yaml"))


def validator(name: str) -> jsonschema.Draft7Validator:
    schema = json.loads(text_of(name))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_beside_it_is_the_schema(name: str) -> None:
    path = Path(braze_liquid_sim.schemas.__path__[0]) / f"{name}.schema.json"
    assert path.read_text(encoding="utf-8") == text_of(name), f"braze-liquid schema {name} -o {path}"


def test_the_command_knows_them_all() -> None:
    command = main.get_command(None, "schema")  # type: ignore[arg-type]
    assert command is not None
    assert sorted(command.params[0].type.choices) == NAMES  # type: ignore[attr-defined]


@pytest.mark.parametrize("case", TABLE)
def test_what_a_schema_takes(case: dict[str, Any]) -> None:
    errors = [error.message for error in validator(case["schema"]).iter_errors(case["document"])]
    assert (errors == []) == case["valid"], errors


@pytest.mark.parametrize("case", [case for case in TABLE if case.values[0]["schema"] == "answers"])
def test_answers_are_read_as_the_schema_says(case: dict[str, Any], tmp_path: Path) -> None:
    if case["valid"]:
        assert answers.answers_of(case["document"], folder=tmp_path)
    else:
        with pytest.raises(UsageError):
            answers.answers_of(case["document"], folder=tmp_path)


@pytest.mark.parametrize("case", [case for case in TABLE if case.values[0]["schema"] == "tests"])
def test_tests_are_read_as_the_schema_says(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "x.test.yaml"
    path.write_text(json.dumps(case["document"]))
    if case["valid"]:
        assert loader.load(path)
    elif case["name"] != "a case without a name":
        with pytest.raises(UsageError):
            loader.load(path)


def test_names_are_those_that_are_read() -> None:
    of_answers, of_tests = (schemas()[name]()["definitions"] for name in ("answers", "tests"))
    assert set(of_answers["answer"]["properties"]) == set(answers._PARTS)
    assert set(of_answers["request"]["properties"]) == set(answers._ASKED)
    assert set(of_answers["said"]["properties"]) == set(answers._SAID)
    assert set(schemas()["tests"]()["properties"]) == set(loader._FILE)
    assert set(of_tests["case"]["properties"]) == set(loader._CASE)
    assert set(of_tests["given"]["properties"]) == set(loader._GIVEN)
    assert set(of_tests["expect"]["properties"]) == {*expectations(), *loader._EXPECT_ALWAYS}


@pytest.mark.parametrize("path", sorted((TEMPLATES / "users").iterdir()), ids=lambda path: str(path.name))
def test_the_shipped_users_fit(path: Path) -> None:
    parse = parse_json if path.suffix == ".json" else parse_yaml
    validator("users").validate(parse(path.read_text(encoding="utf-8"), path.name))
    assert list(stream_users(path, path.name, others={}))


def test_hostile_users_fit() -> None:
    validate = validator("users").validate
    for user in hostile_users().values():
        validate(user.profile)


@pytest.mark.parametrize(
    ("folder", "name"),
    [pytest.param(folder, name, id=folder) for folder, name in (("connected_content", "answers"), ("tests", "tests"))],
)
def test_the_shipped_files_fit(folder: str, name: str) -> None:
    for path in sorted((TEMPLATES / folder).glob("*.yaml")):
        validator(name).validate(parse_yaml(path.read_text(encoding="utf-8"), path.name))

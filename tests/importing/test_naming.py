"""Names of templates: what may be one, and what is made of URLs, variables and headings."""

from __future__ import annotations

import pytest

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.importing.naming import checked, name_by_content, snake, unused


@pytest.mark.parametrize("name", ["footer", "passKit_SmartPass_url", "my block", "a.b", "한글", "_x", "9", "x" * 100])
def test_names(name: str) -> None:
    assert checked(name, "here") == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "/etc/x",
        ".hidden",
        "a..b",
        "a\n",
        " a",
        "a ",
        "a\0b",
        "-x",
        "x" * 101,
        "C:x",
    ],
)
def test_no_names(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name of a template"):
        checked(name, "here")


SNAKES = {
    "projectUrl": "project_url",
    "Step 5: Put it all together!": "step_5_put_it_all_together",
    "<YOUR_API-KEY>": "your_api_key",
    "메시지 본문": "메시지_본문",
    "***": "",
}


@pytest.mark.parametrize(("text", "name"), SNAKES.items())
def test_snake(text: str, name: str) -> None:
    assert snake(text) == name


CONTENTS = [
    ("{}", "PUT", "https://a.example/v1/coupon/{{id}}", "put_coupon"),
    ("{}", "", "https://a.example/hook?a=b", "webhook_hook"),
    ("{% connected_content https://a.example :retry :save myPoints %}", "", "", "my_points"),
    ("{{ content_blocks.${a} }}{{content_block.${Foot} | id: 'x'}}", "", "", "foot_message"),
    ("Hi", "", "", ""),
]


@pytest.mark.parametrize(("text", "method", "url", "name"), CONTENTS)
def test_by_content(text: str, method: str, url: str, name: str) -> None:
    assert name_by_content(text, method, url) == name


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert unused("A", {"a", "a_2"}) == "A_3"

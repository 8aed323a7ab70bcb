"""The PassKit page of Braze's documentation, its code word for word: imported, mended by what the tool says, green."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim.workspace import Workspace, read_source
from tests.cli.test_render import run

PAGE = Path(__file__).parent / "pages" / "passkit.md"
PUBLISHED = Path(__file__).parents[1] / "templates" / "published"
NOW = "2026-03-05T14:00:00Z"

BLOCK = "content_blocks/passKit_SmartPass_url"
MESSAGE = "messages/passkit_smart_pass_url_message"
WEBHOOK = "webhooks/put_coupon"
LOOKUP = "messages/passes"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run("import", str(PAGE), "--into", "shop").exit_code == 0
    return Path("shop")


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.chdir(tmp_path)
    document: dict[str, Any] = json.loads(run("import", str(PAGE), "--into", "shop", "--format", "json").stdout)
    return document


def published(name: str) -> str:
    return (PUBLISHED / f"{name}.liquid").read_text(encoding="utf-8").removesuffix("\n")


TEMPLATES = {
    BLOCK: published("block").replace("Project_Secret", "[[ project_secret ]]"),
    MESSAGE: published("message").replace("https://pub1.pskt.io/c/ww0jir", "[[ project_url ]]"),
    WEBHOOK: published("webhook").replace("2xa1lRy8dBz4eEElBfmIz8", "[[ campaign_id ]]"),
    LOOKUP: published("connected_content").replace("<PASSKIT_LONG_LIVED_TOKEN>", "[[ passkit_long_lived_token ]]"),
}


def test_it_gives_the_block_the_message_the_webhook_and_the_lookup(root: Path) -> None:
    paths = sorted(root.rglob("*.liquid"))
    assert [path.relative_to(root).with_suffix("").as_posix() for path in paths] == sorted(TEMPLATES)
    for path in paths:
        source = read_source(path, path.name)
        assert source.text[source.body_start :] == TEMPLATES[path.relative_to(root).with_suffix("").as_posix()]


def test_the_webhook_has_what_the_lists_say(root: Path) -> None:
    front_matter = Workspace.open(root).webhooks["put_coupon"].front_matter
    assert front_matter["url"] == "https://api-pub1.passkit.io/coupon/singleUse/coupon"
    assert front_matter["method"] == "PUT"
    assert front_matter["headers"] == {
        "권한 부여": "Bearer [[ passkit_long_lived_token ]]",
        "Content-Type": "application/json",
    }


def test_what_is_to_be_filled_in_is_declared(root: Path) -> None:
    templates = Workspace.open(root).templates
    declared = {name: source.front_matter["parameters"] for name, source in templates.items()}
    assert {
        name: [(key, one["type"], one["example"]) for key, one in table.items()] for name, table in declared.items()
    } == {
        "passKit_SmartPass_url": [("project_secret", "secret", "example-project-secret")],
        "passkit_smart_pass_url_message": [("project_url", "url", "https://pub1.pskt.io/c/ww0jir")],
        "passes": [("passkit_long_lived_token", "secret", "example-passkit-long-lived-token")],
        "put_coupon": [
            ("passkit_long_lived_token", "secret", "example-passkit-long-lived-token"),
            ("campaign_id", "id", "2xa1lRy8dBz4eEElBfmIz8"),
        ],
    }
    assert declared["passes"]["passkit_long_lived_token"]["from"] == {"env": "PASSKIT_LONG_LIVED_TOKEN"}
    assert all(one["description"] for table in declared.values() for one in table.values())


def at(finding: dict[str, Any]) -> tuple[str, str]:
    """The code and what stands at the place, in the page or in the template."""
    line = Path(finding["file"]).read_text(encoding="utf-8").split("\n")[finding["line"] - 1]
    end = finding["end_column"] - 1 if finding["end_line"] == finding["line"] else None
    return finding["code"], line[finding["column"] - 1 : end]


def test_steps_that_differ_are_listed_with_both_lines(report: dict[str, Any]) -> None:
    differences = [one for one in report["findings"] if one["code"] == "snippets-differ"]
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    both = [(lines[one["line"] - 1], lines[one["related"][0]["line"] - 1]) for one in differences]
    assert [at(one)[1] for one in differences] == ["passData", ""]
    assert [first for first, _ in both] == [
        "{% capture base64JsonPayload %}{{passDatapassData|base64_encode}}{% endcapture %}",
        "{% capture longURL %}{{projectUrl}}?data={{base64JsonPayload}}&sig={{sig}}{% endcapture %}",
    ]
    assert both[0][1] == "{% capture base64JsonPayload %}{{passData|base64_encode}}{% endcapture %}"
    assert both[1][1].startswith(
        "{% capture longURL %}{{projectUrl}}?data={{base64JsonPayload}}&sig={{sig}}&utm_source=braze"
    )


def test_what_is_no_template_is_listed(report: dict[str, Any]) -> None:
    left = {(one["code"], one["message"]) for one in report["findings"] if one["file"] == str(PAGE)}
    assert {message for code, message in left if code == "not-imported"} == {
        "this code is left out: as an answer it lacks status, which the template reads from passes",
        "this code is left out: it has no Liquid, and is no JSON that a call could be answered with",
    }
    assert ("unresolved-reference", "the links of the page jump over [11]") in left


def test_the_known_defects_are_found(report: dict[str, Any]) -> None:
    found = {Path(one["file"]).stem: set() for one in report["findings"]}  # type: dict[str, set[str]]
    for one in report["findings"]:
        found[Path(one["file"]).stem].add(one["code"])
    assert found["passkit"] == {
        *("snippets-differ", "not-imported", "unresolved-reference", "placeholder", "sample-value")
    }
    assert found["passKit_SmartPass_url"] >= {
        *("whitespace-around-link", "base64-in-query", "renamed-filter", "unknown-utm-parameter", "raw-value-in-query"),
        *("shadowed-capture", "encoded-link"),
    }
    assert found["passkit_smart_pass_url_message"] >= {
        *("raw-value-in-json", "unguarded-id", "smartpass-unknown-field", "missing-default", "clock-in-signed-data"),
        *("quotes-in-json-string", "year-of-366-days", "unknown-namespace", "content-block-case"),
    }
    assert found["put_coupon"] >= {
        *("passkit-host", "invalid-header-name", "raw-value-in-json", "unguarded-id", "space-in-value", "past-date")
    }
    assert found["passes"] >= {
        *("passkit-host", "passkit-unknown-route", "raw-value-in-path", "unguarded-id", "connected-content-unchecked"),
        *("status-only", "cached-status", "header-without-body"),
    }


@dataclass(frozen=True)
class Edit:
    """What an author does who reads one finding's help; ``told`` are its code and the words that say so."""

    template: str
    told: tuple[str, str]
    old: str
    new: str


EDITS = [
    Edit(
        WEBHOOK,
        ("past-date", "reckon it from now: {{ 'now' | date: '%s' | plus: 2592000 | date: '%F' }}T23:59:59Z"),
        "2020-05-10T00:00:00Z",
        "{{ 'now' | date: '%s' | plus: 2592000 | date: '%F' }}T23:59:59Z",
    ),
    Edit(
        LOOKUP,
        ("passkit-unknown-route", "it has {couponCampaignId} as well"),
        "/externalId/{{",
        "/externalId/[[ campaign_id ]]/{{",
    ),
    Edit(
        LOOKUP,
        ("passkit-unknown-route", "it has {couponCampaignId} as well"),
        "parameters:\n",
        "parameters:\n  campaign_id: { type: id, description: your own, example: 7Fq2bXo0aRzKcT9dLmEuVw }\n",
    ),
    Edit(
        LOOKUP,
        ("status-only", "Look at passes.expiryDate and passes.passMetaData.status too"),
        "{{passes.status}}",
        "{% assign now = 'now' | date: '%s' | plus: 0 %}{% assign end = passes.expiryDate | date: '%s' | plus: 0 %}"
        "{% if passes.passMetaData.status == 'PASS_INVALIDATED' or end <= now %}EXPIRED"
        "{% else %}{{passes.status}}{% endif %}",
    ),
]

ANSWER = """
- name: a coupon
  request: { pattern: "https://api.pub1.passkit.io/coupon/singleUse/coupon/externalId/7Fq2bXo0aRzKcT9dLmEuVw/.*" }
  answer: { json: { status: UNREDEEMED, expiryDate: "2027-01-01T00:00:00Z", passMetaData: { status: PASS_ISSUED } } }
"""


def checked(root: Path) -> tuple[int, list[dict[str, Any]]]:
    result = run("check", "--workspace", str(root), "--now", NOW, "--format", "json")
    return result.exit_code, json.loads(result.stdout)["findings"]


def test_mended_by_what_the_findings_say_it_is_green(root: Path) -> None:
    (root / "users").mkdir()
    (root / "users" / "jane.yaml").write_text("external_id: u-1\nfirst_name: Jane\nlast_name: Doe\n", encoding="utf-8")
    run("lint", str(root), "--fix", "--unsafe-fixes", "--now", NOW)

    code, left = checked(root)
    assert code == 1
    bad = [one for one in left if one["severity"] != "note"]
    assert not any(one["fix"] for one in bad), "the tool mends what it can mend"
    helps = {(Path(one["file"]).relative_to(root).with_suffix("").as_posix(), one["code"]): one["help"] for one in left}
    told = {(edit.template, edit.told[0]) for edit in EDITS} | {(WEBHOOK, "past-expiry"), (LOOKUP, "unanswered-call")}
    assert {(Path(one["file"]).relative_to(root).with_suffix("").as_posix(), one["code"]) for one in bad} == told

    for edit in EDITS:
        assert edit.told[1] in helps[edit.template, edit.told[0]]
        path = root / f"{edit.template}.liquid"
        text = path.read_text(encoding="utf-8")
        assert text.count(edit.old) == 1
        path.write_text(text.replace(edit.old, edit.new), encoding="utf-8")
    assert "Write an answer for it into connected_content/" in helps[LOOKUP, "unanswered-call"]
    (root / "connected_content").mkdir()
    (root / "connected_content" / "passkit.yaml").write_text(ANSWER, encoding="utf-8")

    code, left = checked(root)
    assert [one for one in left if one["severity"] != "note"] == []
    assert code == 0
    sent = run("render", "passkit_smart_pass_url_message", "--workspace", str(root), "--user", "jane", "--now", NOW)
    assert re.fullmatch(
        r"\s*https://pub1\.pskt\.io/c/ww0jir\?data=[\w-]+&sig=[0-9a-f]{40}&utm_source=braze&utm_name=\s*", sent.stdout
    )

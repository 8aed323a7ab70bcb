"""The templates of PassKit's partner page, rendered by ``check`` for plain and hostile users."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim import Workspace
from braze_liquid_sim.checking import check
from braze_liquid_sim.lint import Project
from braze_liquid_sim.report.report import Report
from tests.lint.test_published import PUBLISHED, SHIPPED
from tests.tables import cases

NOW = datetime(2026, 3, 5, 14, 7, 9, tzinfo=UTC)
CALL = "content_block.${passkit_SmartPass_url}"
USERS = {
    "jane": "external_id: user-123\nfirst_name: Jane\nlast_name: Doe\ncampaign: { name: Spring Sale }\n",
    "nameless": "external_id: user-124\ncampaign: { name: 'Spring & Sale #1' }\n",
    "anonymous": "first_name: Ann\nlast_name: Doe\n",
}
ANSWERS = r"""
- request: { pattern: "https://api-pub1\\.passkit\\.io/.*" }
  answer: { json: { status: UNREDEEMED, redemptionDetails: { redemptionCode: "", lat: 0 } } }
"""


def published(name: str) -> str:
    return (PUBLISHED / f"{name}.liquid").read_text(encoding="utf-8")


def files() -> dict[str, str]:
    """The page as a workspace: its message with the call put right, and with other blocks and in an SMS too."""
    message, block, call = published("message"), published("block"), published("connected_content")
    calling = {name: message.replace(CALL, f"content_blocks.${{{name}}}") for name in ("steps", "raw_url")}
    own = message.replace(CALL, "content_blocks.${passKit_SmartPass_url}")
    return {
        "braze-liquid.toml": "version = 1\n",
        "content_blocks/passKit_SmartPass_url.liquid": block,
        "content_blocks/steps.liquid": published("block_by_steps"),
        "content_blocks/raw_url.liquid": block.replace(" | url_encode", ""),
        "messages/message.liquid": own,
        "messages/by_steps.liquid": calling["steps"],
        "messages/plain.liquid": calling["raw_url"],
        "messages/sms.liquid": f"---\nchannel: sms\n---\n{own}",
        "messages/connected_content.liquid": call,
        "messages/details.liquid": call.replace("passes.status", "passes.redemptionDetails"),
        "webhooks/webhook_with_headers.liquid": published("webhook_with_headers"),
        "connected_content/passkit.yaml": ANSWERS,
        **{f"users/{name}.yaml": text for name, text in USERS.items()},
    }


def checked(workspace: Workspace) -> Report:
    project = Project(NOW.date(), workspace.content_blocks, complete=True)
    users = [workspace.users[name] for name in workspace.users]
    return check(workspace, project, users=users, now=NOW)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    root = tmp_path_factory.mktemp("page")
    for name, text in files().items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return checked(Workspace.open(root))


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "published_rendered.yaml"))
def test_the_defect_is_found_at_its_line(case: dict[str, Any], report: Report) -> None:
    found = [one for one in report.findings if one.span and Path(one.span.source.name).stem == case["file"]]
    places = [(one.code, one.line) for one in found]
    assert any((code, case["line"]) in places for code in case["codes"]), places


def test_what_we_ship_has_none() -> None:
    assert [f"{one.code} at {one.line}: {one.message}" for one in checked(SHIPPED).findings] == []

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim import UsageError, Workspace
from tests.tables import cases


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("bad_files.yaml")))
def test_a_wrong_file_is_a_usage_error_with_its_place(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "templates" / case["file"]
    path.parent.mkdir(parents=True)
    (tmp_path / "templates" / "messages").mkdir(exist_ok=True)
    path.write_bytes(_content(case))
    workspace = Workspace.open(tmp_path)

    with pytest.raises(UsageError) as caught:
        _ = workspace.users["u"] if path.parent.name == "users" else workspace.templates["m"]

    name = path.as_posix()
    assert caught.value.message.startswith(f"{name}:{case['place']}: " if "place" in case else name)
    assert case["says"] in caught.value.message
    assert case.get("help", "") in caught.value.help


def _content(case: dict[str, Any]) -> bytes:
    if "bytes" in case:
        return bytes(case["bytes"])
    start, piece, times = case.get("text_times", ("", "", 0))
    return str(case.get("text", start + piece * times)).encode()

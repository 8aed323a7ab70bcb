"""Braze's export files as they are: plain, packed, whole, damaged, and large."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim import UsageError, Workspace
from braze_liquid_sim.workspace import archives, json_stream, read_users, stream_users
from braze_liquid_sim.workspace.json_stream import stream_json

JANE = {"external_id": "u-1", "first_name": "Jane"}
KIM = {"external_id": "u-2", "first_name": "김"}
LINES = "".join(json.dumps(user, ensure_ascii=False) + "\n" for user in (JANE, KIM)).encode()
FIRST, SECOND = LINES.splitlines(keepends=True)
ANSWER = json.dumps({"message": "success", "users": [JANE, KIM]}).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read(path: Path, content: bytes) -> list[tuple[str, dict[str, Any]]]:
    path.write_bytes(content)
    return [(user.name, user.profile) for user in read_users(path, path.name)]


@pytest.mark.parametrize(
    ("name", "content", "label"),
    [
        pytest.param("e.txt", LINES, "e", id="an object a line"),
        pytest.param("e.json", LINES.replace(b"\n", b"\r\n\r\n"), "e", id="an object a line, other line ends"),
        pytest.param("e.json", LINES.rstrip(), "e", id="no line end at the end"),
        pytest.param("e.json", b"\xef\xbb\xbf" + LINES, "e", id="a byte order mark"),
        pytest.param("e.json", b'{"external_id":\n"u-1", "first_name":"Jane"}\n' + SECOND, "e", id="several lines"),
        pytest.param("e.json.gz", gzip.compress(LINES), "e", id="gzip"),
        pytest.param("E.JSON.GZ", gzip.compress(ANSWER), "E", id="gzip in capitals"),
        pytest.param("e.gz", gzip.compress(FIRST) + gzip.compress(SECOND), "e", id="gzip in two pieces"),
        pytest.param(
            "e.yaml.gz", gzip.compress(b"- {external_id: u-1, first_name: Jane}\n- " + SECOND), "e", id="YAML"
        ),
        pytest.param("e.zip", zipped({"1.txt": FIRST, "2.txt": SECOND}), "e", id="zip with files"),
        pytest.param("e.json", gzip.compress(LINES), "e", id="gzip by another name"),
        pytest.param("e.v2", zipped({"1.txt": LINES}), "e", id="zip by another name"),
        pytest.param(
            "e.zip",
            zipped({"a/": b"", "a/1.txt": LINES, "__MACOSX/a/._1.txt": b"\0", ".x": b"\0", "b.txt": b""}),
            "e",
            id="zip with a folder and litter",
        ),
    ],
)
def test_a_packed_export_holds_the_same_users(name: str, content: bytes, label: str, tmp_path: Path) -> None:
    assert read(tmp_path / name, content) == [(f"{label}/u-1", JANE), (f"{label}/u-2", KIM)]


def damaged(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


ZIP = zipped({"1.txt": LINES * 50})
GZIP = gzip.compress(LINES * 50)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(GZIP[:-12], "e: the archive ends in the middle", id="gzip that ends early"),
        pytest.param(GZIP[:5], "e: the archive ends in the middle", id="gzip that ends at once"),
        pytest.param(damaged(GZIP, len(GZIP) - 6), "e: a damaged archive", id="gzip with a wrong sum"),
        pytest.param(damaged(GZIP, 14), "e: ", id="gzip with a wrong byte"),
        pytest.param(GZIP + b"x", "e: a damaged archive", id="gzip with something behind it"),
        pytest.param(ZIP[:-30], "e: a damaged archive", id="zip that ends early"),
        pytest.param(damaged(ZIP, 60), "e/1.txt: ", id="zip with a wrong byte"),
        pytest.param(zipped({"1.zip": ZIP}), "e/1.zip: an archive in an archive", id="zip in a zip"),
        pytest.param(zipped({"1.gz": GZIP}), "e/1.gz: an archive in an archive", id="gzip in a zip"),
        pytest.param(zipped({}), "e: no user in it", id="an empty zip"),
        pytest.param(zipped({"1.txt": LINES, "x\x1b[2J.txt": b"{"}), "e/x\ufffd[2J.txt:1:2: not JSON", id="a name"),
        pytest.param(zipped({"1.txt": LINES, "2.txt": LINES + b"5\n"}), "e/2.txt:3: user 5 is int", id="no object"),
        pytest.param(b"", "e: no user in it", id="an empty file"),
        pytest.param(LINES + b'{"a": \xff}', "e:3:7: not UTF-8: byte 0xff", id="not UTF-8"),
        pytest.param(FIRST + SECOND.replace(b":", b"", 1), "e:2:16: not JSON", id="a wrong line"),
        pytest.param(LINES + b'{"a": 1', "e:3:8: not JSON: Expecting ',' delimiter", id="a last line that ends early"),
        pytest.param(LINES + b'{"a": 1, "a": 2}', "e:3:10: the key 'a' stands twice", id="a key that stands twice"),
        pytest.param(LINES + b'{"a": NaN}', "e:3: not JSON: NaN is no JSON number", id="no number"),
        pytest.param(LINES + b'{"a": "\\ud800"}', "e:3: the text", id="half a surrogate pair"),
        pytest.param(LINES + b'{"a":' + b"[" * 200 + b"]" * 200 + b"}", "e:3:105: nested deeper", id="too deep"),
        pytest.param(LINES + b"[1]", "e:3: user 3 is list", id="a list in a line"),
        pytest.param(ANSWER + LINES, "e:1:", id="something behind an answer"),
        pytest.param(LINES.replace(b"\n", b" "), "e:1:46: not JSON: Extra data", id="two in a line"),
    ],
)
def test_a_wrong_export_is_a_usage_error_with_its_place(content: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read(tmp_path / "e", content)
    assert caught.value.message.startswith(says)


def test_users_before_the_wrong_line_come_first(tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    path.write_bytes(LINES * 1000 + b"{\n")
    users = stream_users(path, "e.json")
    assert [next(users).name for _ in range(2000)][-1] == "e/u-2"
    with pytest.raises(UsageError, match=r"e\.json:2002:1: not JSON"):
        next(users)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nobody\.json: cannot be read: No such file"):
        read_users(tmp_path / "nobody.json", "nobody.json")
    with pytest.raises(UsageError, match="cannot be read: Is a directory"):
        read_users(tmp_path, "folder")


@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped({"1.txt": content})], ids=["gzip", "zip"])
def test_a_bomb_is_refused(pack: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "UNPACKED_FREELY", 1 << 20)
    content = pack(b" " * (64 << 20))
    tracemalloc.start()
    with pytest.raises(UsageError, match="unpacks to more than 400 times its size"):
        read(tmp_path / "e", content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20


def test_a_user_without_an_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LARGEST", 1 << 18)
    with pytest.raises(UsageError, match=r"e:3: one user of more than"):
        read(tmp_path / "e", LINES + b'{"a":"' + b"x" * (8 << 20))


def segment(users: int) -> Iterator[bytes]:
    for number in range(users):
        attributes = {"points": number, "tags": ["a", "b"], "o": {"x": str(number * 7919)}}
        profile = {
            **JANE,
            "external_id": f"u-{number}",
            "email": f"{number}@x.example",
            "custom_attributes": attributes,
        }
        yield json.dumps(profile).encode() + b"\n"


def write_plain(path: Path, users: int) -> None:
    with path.open("wb") as file:
        file.writelines(segment(users))


def write_gzip(path: Path, users: int) -> None:
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.writelines(segment(users))


def write_zip(path: Path, users: int) -> None:
    lines = list(segment(users))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for at in range(0, users, 5000):
            archive.writestr(f"{at}.txt", b"".join(lines[at : at + 5000]))


def write_answer(path: Path, users: int) -> None:
    with path.open("wb") as file:
        file.write(b'{"message":"success","users":[')
        for at, line in enumerate(segment(users)):
            file.write(line if at == 0 else b"," + line)
        file.write(b"]}")


@pytest.mark.parametrize("write", [write_plain, write_gzip, write_zip, write_answer])
def test_memory_does_not_grow_with_the_users(write: Callable[[Path, int], None], tmp_path: Path) -> None:
    path = tmp_path / "segment"
    write(path, 100_000)
    count = 0
    users = stream_users(path, "segment")
    for _ in range(80_000):
        next(users)
        count += 1
    # Counting allocations is slow, and by now nothing should be held of what was read.
    tracemalloc.start()
    for user in users:
        count += 1
        last = user.name
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (count, last) == (100_000, "segment/u-99999")
    assert peak < 2 << 20


def test_a_workspace_does_not_keep_what_it_streams(tmp_path: Path) -> None:
    (tmp_path / "messages").mkdir()
    (tmp_path / "users").mkdir()
    write_gzip(tmp_path / "users" / "all.json.gz", 5000)
    (tmp_path / "users" / "jane.yaml").write_text("first_name: Jane")
    (tmp_path / "users" / "notes.txt").write_text("no user")
    users = Workspace.open(tmp_path).users
    tracemalloc.start()
    names = [0, ""]
    for user in users.stream():
        names = [int(names[0]) + 1, user.name]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert names == [5001, "jane"]
    assert peak < 2 << 20
    assert users["all/u-4999"].profile["external_id"] == "u-4999"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
profiles = st.lists(
    st.dictionaries(st.text(max_size=8).filter(lambda key: key != "users"), values, max_size=4), min_size=1, max_size=4
)
FORMS: list[Callable[[list[Any], int | None], str]] = [
    lambda users, indent: json.dumps(users, indent=indent),
    lambda users, indent: json.dumps({"message": "success", "users": users, "more": 1}, indent=indent),
    lambda users, indent: "\n".join(json.dumps(user, indent=indent, ensure_ascii=False) for user in users),
]


@given(profiles, st.sampled_from(FORMS), st.sampled_from([None, 2]), st.integers(1, 50))
def test_an_export_comes_back_as_it_was(
    users: list[Any], form: Callable[[list[Any], int | None], str], indent: int | None, size: int
) -> None:
    content = form(users, indent).encode()
    pieces = (content[at : at + size] for at in range(0, len(content), size))
    assert [value for _, value in stream_json(pieces, "x")] == users


@given(st.binary(max_size=40) | st.text(alphabet='{}[]":,1a\n \\uD8', max_size=40).map(str.encode), st.integers(1, 9))
def test_pieces_make_no_difference(content: bytes, size: int) -> None:
    def outcome(size: int) -> list[Any]:
        found: list[Any] = []
        pieces = (content[at : at + size] for at in range(0, len(content), size))
        try:
            found.extend(value for _, value in stream_json(pieces, "x"))
        except UsageError:
            found.append(UsageError)
        return found

    whole, cut = outcome(1000), outcome(size)
    # A value that stands whole in one piece is looked at as a whole before its users are given.
    assert whole == cut or (whole[-1:] == [UsageError] == cut[-1:])

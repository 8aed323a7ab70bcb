"""Real calls, to servers on loopback that the tests start."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from braze_liquid_sim import Aborted, Failed, Outcome, Sent, compile
from braze_liquid_sim.cli import main
from braze_liquid_sim.services.credentials import Credential
from braze_liquid_sim.services.live import Live, is_public
from braze_liquid_sim.services.recorder import Recorder
from tests.services.loopback import Server

PEM = Path(__file__).parent / "tls" / "service.example.pem"
"""A certificate for service.example that signs itself, with its key."""
NAME = "service.example"
QUICK = 0.3
"""Seconds that a test waits for a server that never answers."""


def to(*addresses: str) -> Callable[[str, int], list[str]]:
    """A resolver that always knows the same."""
    return lambda _host, _port: list(addresses)


LOOPBACK = to("127.0.0.1")


def rendered(server: Server, path: str, rest: str = "", live: Live | None = None, scheme: str = "http") -> Outcome:
    live = live or Live((NAME,), resolver=LOOPBACK, seconds=2)
    text = f"[{{% connected_content {scheme}://{NAME}:{server.port}/{path} {rest} %}}]{{{{ connected.a }}}}"
    return compile(text, transport=live, allow_hosts=[NAME]).render()


def shown(outcome: Outcome) -> tuple[str, int | None, str]:
    assert isinstance(outcome, Sent)
    [call] = outcome.calls
    return outcome.text, call.status, call.problem


@pytest.mark.parametrize(
    ("path", "text", "status", "problem"),
    [
        ("json", "[]ä", 200, ""),
        ("text", "[ä]", 200, ""),
        ("charset", "[ä]", 200, ""),
        ("redirect", "[]", 302, ""),
        ("unchanged", "[]", 304, ""),
        ("down", "[]", 503, ""),
        ("large", "[]", 200, "over 1 MB"),
        ("hangup", "[]", 599, "connection"),
    ],
)
def test_what_comes_of_an_answer(server: Server, path: str, text: str, status: int | None, problem: str) -> None:
    assert shown(rendered(server, path)) == (text, status, problem)
    assert len(server.asked) == 1


@pytest.mark.parametrize("path", ["never", "drip"])
def test_who_takes_too_long_is_not_waited_for(server: Server, path: str) -> None:
    live = Live((NAME,), resolver=LOOPBACK, seconds=QUICK)
    assert shown(rendered(server, path, live=live)) == ("[]", None, "timeout")


def test_1_mb_is_taken(server: Server) -> None:
    text, _, problem = shown(rendered(server, "limit"))
    assert (len(text), problem) == (1_000_002, "")


def test_what_goes_out(server: Server) -> None:
    rest = ':method post :body {"a":"ä"} :content_type application/json :headers {"X-A": "b"}'
    rendered(server, "json?q=1", rest)
    [(method, path, headers, body)] = server.asked
    assert (method, path, body) == ("POST", "/json?q=1", '{"a":"ä"}'.encode())
    assert headers["Host"] == f"{NAME}:{server.port}"
    assert headers["X-A"] == "b"
    assert headers["User-Agent"] == "Braze Sender"
    assert headers["Content-Type"] == headers["Accept"] == "application/json"


def test_headers_beyond_ascii_go_out(server: Server) -> None:
    assert shown(rendered(server, "json", ':headers {"X-A": "é"}')) == ("[]ä", 200, "")
    assert server.asked[0][2]["X-A"] == "Ã©"


def test_a_header_that_http_cannot_carry_is_no_connection(server: Server) -> None:
    assert shown(rendered(server, "json", ':headers {"X-A": "a\\nb"}')) == ("[]", 599, "connection")


@pytest.mark.parametrize("host", ["a..example", "a" * 70 + ".example"])
def test_a_name_that_cannot_be_is_no_connection(host: str) -> None:
    """The system refuses such names before it asks anybody."""
    outcome = compile(f"[{{% connected_content http://{host}/x %}}]", transport=Live()).render()
    assert shown(outcome) == ("[]", 599, "connection")


def test_a_url_that_cannot_be_is_no_connection() -> None:
    live = Live(["a b"], resolver=LOOPBACK)
    outcome = compile("[{% connected_content http://{{ 'a b' }}/x %}]", transport=live).render()
    assert shown(outcome) == ("[]", 599, "connection")


def test_retries_until_a_service_is_back(server: Server) -> None:
    outcome = rendered(server, "recovers", ":retry")
    assert isinstance(outcome, Sent)
    assert outcome.text == "[]1"
    assert [call.status for call in outcome.calls] == [503, 503, 200]


def test_retries_end(server: Server) -> None:
    outcome = rendered(server, "down", ":retry")
    assert isinstance(outcome, Aborted)
    assert outcome.reason == "exhausted_cc_retries"
    assert len(server.asked) == 6


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:127.0.0.1"])
def test_an_address_inside_ones_own_walls_is_refused(server: Server, address: str) -> None:
    outcome = rendered(server, "json", live=Live(resolver=to("8.8.8.8", address)))
    assert isinstance(outcome, Failed)
    assert outcome.finding.code == "refused-address"
    assert outcome.finding.help.endswith(f"--allow-host {NAME}.")
    assert server.asked == []


def test_a_name_that_changes_its_mind_gains_nothing(server: Server) -> None:
    """The one look-up is what is checked and connected to; the next would name an address that nobody listens at."""
    answers = iter([["127.0.0.1"], ["192.0.2.1"]])
    live = Live((NAME,), resolver=lambda _host, _port: next(answers))
    assert shown(rendered(server, "json", live=live)) == ("[]ä", 200, "")
    assert next(answers) == ["192.0.2.1"]


def test_the_next_address_is_tried(server: Server) -> None:
    live = Live((NAME,), resolver=to("127.0.0.2", "127.0.0.1"))
    assert shown(rendered(server, "json", live=live)) == ("[]ä", 200, "")


def test_a_name_without_address_is_no_connection(server: Server) -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError

    assert shown(rendered(server, "json", live=Live(resolver=unknown))) == ("[]", 599, "connection")


@pytest.fixture
def secure(server: Server) -> Server:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return server


def test_a_certificate_is_held_against_the_name_not_the_address(secure: Server) -> None:
    trusting = ssl.create_default_context(cafile=str(PEM))
    live = Live((NAME,), resolver=LOOPBACK, verify=trusting)
    assert shown(rendered(secure, "json", live=live, scheme="https")) == ("[]ä", 200, "")


def test_a_certificate_for_another_name_is_refused(secure: Server) -> None:
    trusting = ssl.create_default_context(cafile=str(PEM))
    live = Live(("other.example",), resolver=LOOPBACK, verify=trusting)
    text = f"[{{% connected_content https://other.example:{secure.port}/json %}}]"
    outcome = compile(text, transport=live, allow_hosts=["other.example"]).render()
    assert shown(outcome) == ("[]", None, "tls")


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Server) -> None:
    assert shown(rendered(secure, "json", scheme="https")) == ("[]", None, "tls")


def test_a_service_that_speaks_no_tls(server: Server) -> None:
    assert shown(rendered(server, "json", scheme="https")) == ("[]", None, "tls")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:a00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_what_was_called_is_recorded_without_secrets(server: Server) -> None:
    saved: list[Any] = []
    live = Live((NAME,), resolver=LOOPBACK, seconds=QUICK)
    recorder = Recorder(live, {"mine": Credential("mine", headers={"X-T": "s3cret"})}, saved.append)
    url = f"http://{NAME}:{server.port}"
    text = f"{{% connected_content {url}/secret?t=s3cret :auth_credentials mine :no_cache %}}" * 2
    text += f"{{% connected_content {url}/down :method post :body a=1 %}}{{% connected_content {url}/never %}}"
    credentials = {"mine": {"headers": {"X-T": "s3cret"}}}
    compile(text, transport=recorder, allow_hosts=[NAME], credentials=credentials).render()
    assert server.asked[0][2]["X-T"] == "s3cret"
    assert len(saved) == 4
    assert saved[-1] == [
        {
            "name": f"GET {url}/secret?t=<mine>",
            "request": {"method": "GET", "url": f"{url}/secret?t=<mine>"},
            "answer": {"status": 200, "json": {"token": "<mine>"}},
        },
        {
            "name": f"POST {url}/down",
            "request": {"method": "POST", "url": f"{url}/down", "body": "a=1"},
            "answer": {"status": 503, "body": "down"},
        },
        {"name": f"GET {url}/never", "request": {"method": "GET", "url": f"{url}/never"}, "answer": {"timeout": True}},
    ]


def test_the_command_records_and_reads_back(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "messages").mkdir()
    text = f"{{% connected_content http://127.0.0.1:{server.port}/json %}}{{{{ connected.a }}}}"
    (tmp_path / "messages" / "m.liquid").write_text(text)
    live = ["--live", "--allow-host", "127.0.0.1", "--record", "connected_content/recorded.yaml"]
    assert CliRunner().invoke(main, ["render", "m", *live]).stdout == "ä"
    assert len(server.asked) == 1
    assert CliRunner().invoke(main, ["render", "m", "--allow-host", "127.0.0.1"]).stdout == "ä"
    assert len(server.asked) == 1


def test_nothing_is_called_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any, **_options: Any) -> Any:
        raise AssertionError("a socket")

    monkeypatch.setattr("socket.socket", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    answers = {"https://api.example/x": {"body": {"a": 1}}}
    outcome = compile("{% connected_content https://api.example/x %}{{ connected.a }}", answers=answers).render()
    assert outcome == Sent("1")

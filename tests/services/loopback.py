"""A server on loopback that answers by the path."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any


class Server(ThreadingHTTPServer):
    """Answers by the path, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.over = Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.server.asked.append((self.command, self.path, dict(self.headers), self.rfile.read(length)))
        getattr(self, f"answer_{self.path.strip('/').partition('?')[0]}")()

    do_POST = do_GET  # noqa: N815 (the name that http.server calls)

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def answer_json(self) -> None:
        self.send(200, b'{"a": "\xc3\xa4"}', **{"Content-Type": "application/json"})

    def answer_text(self) -> None:
        self.send(200, "ä".encode("latin-1"), **{"Content-Type": "text/plain; charset=latin-1"})

    def answer_charset(self) -> None:
        self.send(200, "ä".encode(), **{"Content-Type": "text/plain; charset=nonsense"})

    def answer_secret(self) -> None:
        self.send(200, b'{"token": "s3cret"}')

    def answer_never(self) -> None:
        self.server.over.wait(10)

    def answer_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        while not self.server.over.wait(0.05):
            self.wfile.write(b"x")

    def answer_large(self) -> None:
        self.send(200, b"x" * 1_000_001)

    def answer_limit(self) -> None:
        self.send(200, b"x" * 1_000_000)

    def answer_redirect(self) -> None:
        self.send(302, b"", Location="/json")

    def answer_unchanged(self) -> None:
        self.send(304, b"")

    def answer_down(self) -> None:
        self.send(503, b"down")

    def answer_recovers(self) -> None:
        self.send(503 if len(self.server.asked) < 3 else 200, b'{"a": 1}')

    def answer_hangup(self) -> None:
        self.close_connection = True

"""No test of the templates reaches the network."""

from __future__ import annotations

import socket
from typing import NoReturn

import pytest


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forbid sockets and name look-ups: whoever tries one fails."""

    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        raise AssertionError("the network is not to be used")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest

from tests.services.loopback import Server


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    thread.join()
    server.server_close()

"""Real calls, made only where somebody asks for them by name: what Braze would get, and nothing inside one's own walls.

The address that a host's name stands for is looked up once, checked, and connected to: a name that changes its mind in
between (DNS rebinding) gains nothing. Needs httpx2 (extra ``live``).
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Collection
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from braze_liquid_sim.errors import RenderFailure, UsageError
from braze_liquid_sim.model import Span
from braze_liquid_sim.services.http import BYTES, SECONDS, Request, Response

if TYPE_CHECKING:
    from braze_liquid_sim.services.provider import Session

Resolver = Callable[[str, int], list[str]]
"""The addresses of a host, in the order in which to try them; raises OSError where it has none."""

_NAT64 = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system knows."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet, also where it wraps another one."""
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo and parsed.teredo[1])
        if inner is None and parsed in _NAT64:
            inner = ip_address(int(parsed) & 0xFFFFFFFF)  # type: ignore[assignment]
        if inner:
            return inner.is_global and not inner.is_multicast
    return parsed.is_global and not parsed.is_multicast


class Live:
    """Makes the calls; implements ``Transport``."""

    def __init__(
        self,
        allow_hosts: Collection[str] = (),
        *,
        resolver: Resolver = resolve,
        seconds: float = SECONDS,
        verify: ssl.SSLContext | None = None,
    ) -> None:
        """``allow_hosts`` may have any address, ``verify`` is what certificates are checked with."""
        try:
            import httpx2
        except ImportError:
            raise UsageError(
                "live calls need httpx2", help="Install it: pip install 'braze-liquid-sim[live]'."
            ) from None
        self._httpx = httpx2
        self._allowed = frozenset(host.casefold() for host in allow_hosts)
        self._resolve = resolver
        self._seconds = seconds
        self._verify = verify or httpx2.create_ssl_context(trust_env=False)

    def send(self, request: Request, session: Session, span: Span) -> Response:
        """The answer, cut off where Braze would not wait or read any longer; redirects are answers too."""
        split = urlsplit(request.url)
        host = split.hostname or ""
        begun = time.monotonic()
        try:
            addresses = self._resolve(host, split.port or (443 if split.scheme == "https" else 80))
        except (OSError, UnicodeError):
            return Response(None, problem="connection", seconds=time.monotonic() - begun)
        if host.casefold() not in self._allowed:
            for address in addresses:
                if not is_public(address):
                    raise _refused(host, address, span)
        response = Response(None, problem="connection")
        for address in addresses:
            left = self._seconds - (time.monotonic() - begun)
            response = self._ask(request, address, begun, left) if left > 0 else Response(None, problem="timeout")
            if response.problem != "connection":
                break
        return response

    def _ask(self, request: Request, address: str, begun: float, left: float) -> Response:
        httpx = self._httpx
        content = None if request.body is None else request.body.encode("utf-8", "replace")
        try:
            url = httpx.URL(request.url)
            headers = {"Accept-Encoding": "identity", **request.headers, "Host": url.netloc.decode("ascii")}
            with (
                httpx.Client(verify=self._verify, trust_env=False, timeout=left, follow_redirects=False) as client,
                client.stream(
                    request.method,
                    url.copy_with(host=address),
                    headers=[(name.encode(), value.encode("utf-8", "replace")) for name, value in headers.items()],
                    content=content,
                    extensions={"sni_hostname": url.raw_host.decode("ascii")},
                ) as answer,
            ):
                return self._read(answer, begun)
        except httpx.TimeoutException:
            return Response(None, problem="timeout", seconds=time.monotonic() - begun)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            problem = "tls" if _is_tls(error) else "connection"
            return Response(None, problem=problem, seconds=time.monotonic() - begun)

    def _read(self, answer: Any, begun: float) -> Response:
        received = bytearray()
        for piece in answer.iter_bytes():
            received += piece
            if len(received) > BYTES:
                break
            if time.monotonic() - begun > self._seconds:
                return Response(None, problem="timeout", seconds=time.monotonic() - begun)
        try:
            text = bytes(received).decode(answer.charset_encoding or "utf-8", "replace")
        except LookupError:
            text = bytes(received).decode("utf-8", "replace")
        headers = {name: value for name, value in answer.headers.items() if name.casefold() != "set-cookie"}
        return Response(answer.status_code, headers, text, time.monotonic() - begun, "live", size=len(received))


def _refused(host: str, address: str, span: Span) -> RenderFailure:
    what = "is not an address" if host == address else f"is {address}, which is not an address"
    message = f"{host} {what} of the open internet: no call is made."
    help = f"Braze cannot reach it either. To call it all the same, allow it by name: --allow-host {host}."
    return RenderFailure("refused-address", message, span, help)


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False

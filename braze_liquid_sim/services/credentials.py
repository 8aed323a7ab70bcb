"""Credentials by name, as Braze's dashboard keeps them: a template never holds the values."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from braze_liquid_sim.errors import UsageError


@dataclass(frozen=True, slots=True)
class Credential:
    """A user with a password (``:basic_auth``), or headers that go to certain domains only (``:auth_credentials``)."""

    name: str
    user: str = ""
    password: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    domains: tuple[str, ...] = ()
    """Hosts that may be told the headers, ``*.`` before one stands for anything below it; none: all hosts."""
    deleted: bool = False
    """Stands for one that was deleted in the dashboard: calls that name it are not made."""

    @property
    def secrets(self) -> Iterator[str]:
        """Every text that is to be starred out."""
        for text in (self.password, self._basic, *self.headers.values()):
            if text:
                yield text
            scheme, blank, token = text.partition(" ")
            if blank and scheme.casefold() in ("basic", "bearer", "token") and token:
                yield token

    @property
    def _basic(self) -> str:
        return b64encode(f"{self.user}:{self.password}".encode()).decode() if self.user else ""

    @property
    def sent(self) -> Mapping[str, str]:
        """The headers that a call gets."""
        return {"Authorization": f"Basic {self._basic}"} if self.user else self.headers

    def fits(self, host: str) -> bool:
        """Whether a host may be told."""
        return not self.domains or any(
            host == domain or (domain.startswith("*.") and host.endswith(domain[1:])) for domain in self.domains
        )


def credentials_of(given: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, Credential]:
    """Credentials from settings: ``{name: {user, password}}`` or ``{name: {headers, domains}}``.

    A value ``{"env": "NAME"}`` comes from the environment; where that has none, the name stands for it, so that
    answers from files need no secret.
    """
    return {name: _credential(name, value, environment) for name, value in given.items()}


def secrets_of(credentials: Mapping[str, Credential]) -> frozenset[str]:
    """Every text that no file and no screen may show."""
    return frozenset(secret for one in credentials.values() for secret in one.secrets)


def unset(given: Mapping[str, Any], environment: Mapping[str, str]) -> set[str]:
    """The variables that the settings name and the environment has not."""
    names: set[str] = set()
    waiting: list[Any] = [given]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += value.values()
            if isinstance(name := value.get("env"), str) and name not in environment:
                names.add(name)
    return names


def _credential(name: str, given: Any, environment: Mapping[str, str]) -> Credential:
    if isinstance(given, Credential):
        return given
    known = {"user", "password", "headers", "domains", "deleted"}
    if not isinstance(given, Mapping) or not given or set(given) - known:
        raise UsageError(
            f"credential {name!r}: not user and password, nor headers and domains",
            help="Write user and password, or headers (name = value) and domains (a list).",
        )
    headers = given.get("headers", {})
    domains = given.get("domains", [])
    if not isinstance(headers, Mapping) or not isinstance(domains, list):
        raise UsageError(
            f"credential {name!r}: headers is a table, domains is a list of hosts",
            help="Write headers = { Authorization = { env = 'NAME' } } and domains = ['api.example.com'].",
        )
    return Credential(
        name,
        _secret(given.get("user", ""), name, environment),
        _secret(given.get("password", ""), name, environment),
        {str(key): _secret(value, name, environment) for key, value in headers.items()},
        tuple(str(domain).casefold() for domain in domains),
        bool(given.get("deleted", False)),
    )


def _secret(value: Any, name: str, environment: Mapping[str, str]) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and set(value) <= {"env", "prefix"} and isinstance(value.get("env"), str):
        return str(value.get("prefix", "")) + environment.get(value["env"], value["env"])
    raise UsageError(
        f"credential {name!r}: one of its values is neither a text nor a table",
        help="Write a text, or { env = 'NAME', prefix = 'Bearer ' }.",
    )

"""PassKit's host names, of which each region has its own."""

from __future__ import annotations

import re

REGIONS = {"pub1": "EU", "pub2": "US"}
"""The part of a host's name that tells where the data is, and where that is."""

_API = re.compile(r"api\.(pub[12])\.passkit\.io")
_LINK = re.compile(r"(pub[12])\.pskt\.io|pskt\.io")
_REGION = re.compile(r"pub[12]")
_OTHER_API = re.compile(r"(?:rest|api|grpc|pub\d*)[\w.-]*\.passkit\.(?:io|com|net)|api[\w.-]*\.pskt\.io")
_OTHER_LINK = re.compile(r"(?:www|pub|p)[\w-]*\.pskt\.(?:io|com|net)|pub[12]\.(?:psk|pkst|pskit|passkt)\.io")


def is_api(host: str) -> bool:
    """Whether a host answers calls."""
    return _API.fullmatch(host.lower()) is not None


def is_link(host: str) -> bool:
    """Whether a host is one of links that open a pass."""
    return _LINK.fullmatch(host.lower()) is not None


def region_of(host: str) -> str:
    """``pub1`` or ``pub2``; empty where the name does not say."""
    found = _REGION.search(host.lower())
    return found[0] if found and "." in host else ""


def corrected(host: str) -> str:
    """The host that is meant by one that looks like PassKit's and is not; empty for every other host.

    Pages that are read by people, such as docs.passkit.io, are left alone.
    """
    host = host.lower()
    if is_api(host) or is_link(host):
        return ""
    if _OTHER_API.fullmatch(host):
        return f"api.{region_of(host) or 'pub1'}.passkit.io"
    if _OTHER_LINK.fullmatch(host):
        return f"{region_of(host) or 'pub1'}.pskt.io"
    return ""

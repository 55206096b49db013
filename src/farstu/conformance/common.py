"""What holds for the interface as a whole: addresses, verbs, keys, headers, and in which format is answered."""

from __future__ import annotations

from collections.abc import Iterator

from farstu.conformance.asking import XML, Target
from farstu.conformance.refused import refused
from farstu.conformance.results import Result, compared, judged
from farstu.contract.operation import OPERATIONS
from farstu.contract.origin import Origin
from farstu.help.bodies import shown_path
from farstu.help.place import Place

_NEGOTIATED = {
    "text/xml": "text/xml",
    "text/json": "text/json",
    "text/*": "text/json",
    "application/*": "application/json",
    "*/*": "application/json",
    "application/xml, application/json": "application/json",
    "application/json;q=0.5, application/xml": "application/xml",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": "application/xml",
    "text/plain": "application/json",
}
"""What a read is answered in, by what is accepted."""
_NOWHERE = "/Farstu/NoSuchAddress"
_NOBODY = "fk_nobody"


def check_common(target: Target, path: str, place: Place, now: int) -> Iterator[Result]:
    """All of it; `path` is one that can be read."""
    yield from _negotiation(target, path)
    yield from _headers(target, path)
    yield from refused("address 404", Origin.OBSERVED, 404, target.get(_NOWHERE))
    yield from refused("error in XML 401", Origin.OBSERVED, 401, target.anonymous(path, XML))
    wrong = target.send("GET", path, {}, None, (target.partner, _NOBODY))
    yield from refused("wrong key 401", Origin.DOCUMENTED, 401, wrong)
    yield from _verb(target, place, now)


def _negotiation(target: Target, path: str) -> Iterator[Result]:
    for accept, media_type in _NEGOTIATED.items():
        expected, reply = f"{media_type}; charset=utf-8", target.get(path, accept)
        yield compared(f"Accept: {accept}", Origin.OBSERVED, expected, reply.header("content-type"))


def _headers(target: Target, path: str) -> Iterator[Result]:
    kept = target.get(path).header("cache-control")
    problems = [] if "no-store" in kept or "no-cache" in kept else [f"it is {kept or 'not sent'}"]
    yield judged("Cache-Control", Origin.OBSERVED, "no-store or no-cache", problems)
    asked = target.anonymous(path).header("www-authenticate")
    problems = [] if asked.lower().startswith("basic") else [f"it is {asked or 'not sent'}"]
    yield judged("WWW-Authenticate of a 401", Origin.ASSUMED, "Basic", problems)


def _verb(target: Target, place: Place, now: int) -> Iterator[Result]:
    """A read of what can only be written."""
    read = {item.route for item in OPERATIONS.values() if item.method == "GET"}
    only = next(item for item in OPERATIONS.values() if item.route not in read and not item.is_own)
    reply = target.get(shown_path(only, place, now))
    yield from refused("verb 405", Origin.OBSERVED, 405, reply)
    if reply.status == 405:
        problems = [] if only.method in reply.header("allow") else [f"Allow does not name {only.method}"]
        yield judged("verb 405 Allow", Origin.ASSUMED, f"Allow names {only.method}", problems)

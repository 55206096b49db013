"""Requests to the server that is checked. httpx comes late: nothing else of Farstu's needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from farstu.conformance.results import CannotRun

if TYPE_CHECKING:
    import httpx

SECONDS = 30.0
LARGEST = 64 * 1024 * 1024
_HERE = ("localhost", "127.0.0.1", "::1")
NO_ANSWER = 0
JSON, XML = "application/json", "application/xml"


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered; `status` is `NO_ANSWER` where the connection broke."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def told(self) -> str:
        """The status, for people."""
        return str(self.status) if self.status != NO_ANSWER else "no answer"

    def header(self, name: str) -> str:
        """A header as a report may show it."""
        return self.headers.get(name, "")[:80]

    @property
    def is_xml(self) -> bool:
        """Whether its header says so."""
        return "xml" in self.header("content-type")


@dataclass(frozen=True)
class Target:
    """The server. `send` takes method, path, headers, body and credentials, None for nobody's."""

    send: Callable[[str, str, Mapping[str, str], bytes | None, tuple[str, str] | None], Reply]
    partner: str
    key: str

    def get(self, path: str, accept: str = JSON) -> Reply:
        """A read in the name of the partner."""
        return self.send("GET", path, {"Accept": accept}, None, (self.partner, self.key))

    def anonymous(self, path: str, accept: str = JSON) -> Reply:
        """A read in nobody's name."""
        return self.send("GET", path, {"Accept": accept}, None, None)


@contextmanager
def reached(address: str, partner: str, key: str, transport: httpx.BaseTransport | None = None) -> Iterator[Target]:
    """The server at an address. CannotRun where no key may be sent there."""
    checked_address(address)
    try:
        import httpx
    except ImportError:
        raise CannotRun("Checking a server needs httpx: install requirements/check.txt, or farstu[check].") from None
    with httpx.Client(base_url=address.rstrip("/"), timeout=SECONDS, transport=transport, trust_env=False) as client:
        client.headers.clear()
        yield Target(partial(_send, client), partner, key)


def _send(
    client: httpx.Client,
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes | None,
    auth: tuple[str, str] | None,
) -> Reply:
    import httpx

    try:
        with client.stream(method, path, headers=dict(headers), content=body, auth=auth) as answer:
            return Reply(answer.status_code, answer.headers, _limited(answer))
    except httpx.ConnectError as error:
        raise CannotRun(f"There is no connection to {client.base_url.netloc.decode()}: {error}") from None
    except (httpx.HTTPError, httpx.InvalidURL):
        return Reply(NO_ANSWER, {}, b"")


def checked_address(address: str) -> None:
    """CannotRun where an address is none, holds a secret, or would send the key in clear."""
    try:
        parts = urlsplit(address)
        named = parts.hostname
    except ValueError:
        parts, named = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not named or parts.query or parts.fragment:
        raise CannotRun("The address must be one such as https://connect.example.se.")
    if parts.username is not None or parts.password is not None:
        raise CannotRun("The address must not hold a name or a key: give them by FARSTU_PARTNER and FARSTU_KEY.")
    if parts.scheme == "http" and named not in _HERE:
        raise CannotRun("Keys travel by https only, except on this machine.")


def _limited(answer: httpx.Response) -> bytes:
    """The body up to a size that no answer has."""
    parts, size = [], 0
    for part in answer.iter_bytes():
        size += len(part)
        if size > LARGEST:
            break
        parts.append(part)
    return b"".join(parts)

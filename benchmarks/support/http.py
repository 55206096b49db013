"""The least of HTTP/1.1 that a load needs: one request after another on a connection that stays open.

A library would cost more than the servers that are measured, and would hide what was acknowledged and what was not.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

CUT_OFF = (ConnectionError, asyncio.IncompleteReadError)
"""How a connection ends when the server is killed. What was under way on it was not acknowledged."""


@dataclass(frozen=True)
class Request:
    """A request without its host."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def encoded(self) -> bytes:
        """As it goes over the wire."""
        given = {"Host": "127.0.0.1", **self.headers, "Content-Length": str(len(self.body))}
        lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        return f"{self.method} {self.path} HTTP/1.1\r\n{lines}\r\n".encode("latin-1") + self.body


@dataclass(frozen=True)
class Response:
    """An answer, read to its end; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """A connection that stays open. Raises one of CUT_OFF where it does not."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def send(self, request: bytes) -> Response:
        """The answer to an encoded request."""
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")[:-2]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await self._reader.readexactly(int(headers.get("content-length", "0")))
        return Response(int(first.split(" ")[1]), headers, body)

    async def close(self) -> None:
        """Closes it, whatever state it is in."""
        self._writer.close()
        with suppress(*CUT_OFF):
            await self._writer.wait_closed()


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Connection]:
    """A connection to the server of an address."""
    at = urlsplit(url)
    connection = Connection(*await asyncio.open_connection(at.hostname, at.port))
    try:
        yield connection
    finally:
        await connection.close()


async def _ask(url: str, request: Request) -> Response:
    async with connected(url) as connection:
        return await connection.send(request.encoded())


def ask(url: str, request: Request) -> Response:
    """The answer to one request on a connection of its own."""
    return asyncio.run(_ask(url, request))


def basic(user: str, password: str) -> str:
    """The value of an `Authorization` header."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

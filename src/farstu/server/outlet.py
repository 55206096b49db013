"""The way out of a connection: the head of an answer goes with the first piece of its body, in one call of the system.

uvicorn writes either by itself, and uvloop hands over at once what is written: two calls and two packets for an answer.
"""

from __future__ import annotations

import asyncio
from typing import Any

LARGEST_JOINED = 64 * 1024
"""A larger piece goes by itself, rather than being copied."""
_PROMISE = b"\r\ncontent-length: "
"""In the head of an answer that has a body of known length, which uvicorn writes next."""
_GO_ON = b"HTTP/1.1 100 "
"""Said before an answer, to who waits for it before sending a body."""


class Outlet:
    """A transport that holds back a head that promises a body, until the next write, the end of the answer or that of
    the connection. A head without such a promise goes at once: of a stream, whose first piece may take its time, and of
    an answer that has no body."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""
        self._begun = False

    def write(self, data: bytes) -> None:
        """A head, or a piece of a body."""
        if self._head:
            head, self._head = self._head, b""
            if len(data) <= LARGEST_JOINED:
                data = head + data
            else:
                self._transport.write(head)
        elif not self._begun and not data.startswith(_GO_ON):
            self._begun = True
            if _PROMISE in data:
                self._head = data
                return
        self._transport.write(data)

    def finish(self) -> None:
        """The answer is whole; the next write begins another."""
        self._begun = False
        if self._head:  # the body was promised and not sent, as it is to a HEAD
            self.write(b"")

    def close(self) -> None:
        """Ends the connection once all was sent."""
        self.finish()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

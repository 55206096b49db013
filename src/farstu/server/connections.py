"""Connections: how many there may be, and how long a client may take to send a request or to read an answer.

uvicorn limits only how long a connection stays idle after an answer. A client that sends half a request and falls
silent, or never reads what it asked for, would keep its place for ever.
"""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

import structlog
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from farstu.server.exchange import ASGIApp
from farstu.wire.reading import BODY_SECONDS

log = structlog.get_logger()

LARGEST_HEAD = 64 * 1024
_HANDLES_OF_OURS = 200
_TOO_LARGE_HEAD = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


@dataclass(frozen=True)
class Limits:
    """`request` seconds for all of a request's head, `answer` seconds without a byte of an answer being read."""

    connections: int
    request: float = 10.0
    body: float = BODY_SECONDS
    answer: float = 30.0


class Config(uvicorn.Config):
    """uvicorn's settings, the limits, and what answers calls on one connection too many."""

    limits: Limits
    turn_away: ASGIApp


class Connection(HttpToolsProtocol):
    """One connection. `look_after` is to be called every second or so."""

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        own = cast(Config, config)
        self._limits = own.limits
        self._turn_away = own.turn_away
        self._head = 0
        self._since = self._moved = self.loop.time()
        self._unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        if len(self.connections) > self._limits.connections:
            self.app = self._turn_away

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._between_requests():
            self._head += len(data)
            if self._head > LARGEST_HEAD and not self.transport.is_closing():
                self.transport.write(_TOO_LARGE_HEAD)
                self.transport.close()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.cycle.more_body = False  # uvicorn forgets this where the answer went out before the body had come

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._since = self.loop.time()
        self._head = 0

    def look_after(self, now: float) -> None:
        """Cuts the connection where the client has taken too long; wakes up whoever waits for the rest of a body."""
        unread = self.transport.get_write_buffer_size()
        if unread != self._unread:
            self._unread, self._moved = unread, now
        elif unread and now - self._moved > self._limits.answer:
            self.transport.abort()
        elif not unread and self._between_requests():
            self._cut_after(now, self._limits.request)
        elif not unread and self.cycle.more_body:
            self.cycle.message_event.set()
            self._cut_after(now, self._limits.request + 2 * self._limits.body)

    def _cut_after(self, now: float, seconds: float) -> None:
        if now - self._since > seconds:
            self.transport.abort()

    def _between_requests(self) -> bool:
        return self.cycle is None or (self.cycle.response_complete and not self.cycle.more_body)


def look_after(connections: Iterable[Any], limits: Limits) -> None:
    """Looks after all of them, and says where there are too many."""
    now = asyncio.get_running_loop().time()
    mine = [connection for connection in connections if isinstance(connection, Connection)]
    for connection in mine:
        connection.look_after(now)
    if len(mine) > limits.connections:
        log.warning("there are too many connections; some are turned away", most=limits.connections)


def room_for(connections: int) -> int:
    """How many connections there can be, of so many wanted: each takes a file handle, and the rest needs some too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + _HANDLES_OF_OURS
    if soft < wanted:
        soft = min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft < wanted:
        log.warning("the machine allows fewer connections", wanted=connections, allowed=soft - _HANDLES_OF_OURS)
    return min(connections, soft - _HANDLES_OF_OURS)

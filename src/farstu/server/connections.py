"""Connections: how many there may be, and how long a client may take to send a request or to read an answer.

uvicorn limits only how long a connection stays idle after an answer. A client that sends half a request and falls
silent, or never reads what it asked for, would keep its place for ever.
"""

from __future__ import annotations

import asyncio
import logging
import math
import resource
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

import structlog
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from farstu.refusals import Refused, head_too_large, malformed
from farstu.server.app import Farstu
from farstu.server.outlet import Outlet
from farstu.wire.reading import BODY_SECONDS

log = structlog.get_logger()

LARGEST_HEAD = 16 * 1024
_PIECE = 1024
"""In how large pieces what came is read: a head that ends within this much more than the limit may pass."""
MOST_WAITING = 16
"""Calls that came on one connection before the one at work was answered. What comes after them is not yet read."""
USUALLY_WITHIN = 1.5
"""Seconds after which connections are looked after again."""
LEAST_READ = 64 * 1024
MOST_TURNED_AWAY = 100
"""Connections beyond the limit that wait for their 503; any further one is closed as it comes."""
_HANDLES_OF_OURS = 100 + MOST_TURNED_AWAY
_ONCE = (b"host", b"authorization", b"content-type", b"content-encoding", b"idempotency-key")
"""Headers that readers in front of this one may take the other one of, where there are two."""
_FAULTS = logging.getLogger("uvicorn.error.connections")
"""uvicorn's lines without those on what strangers sent, of which there may be any number."""
_FAULTS.setLevel(logging.ERROR)


@dataclass(frozen=True)
class ConnectionLimits:
    """How many connections, and the seconds for a request's head, for its body, and for reading `LEAST_READ` bytes of
    an answer, or what is left of it."""

    connections: int
    head: float = 10.0
    body: float = BODY_SECONDS
    answer: float = 30.0


class Ambiguous(Exception):
    """Two readers could take the request for two different ones."""


class Config(uvicorn.Config):
    """uvicorn's settings and the limits. Its application is Farstu."""

    limits: ConnectionLimits
    stopping = False


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
        self.logger = _FAULTS
        self._limits = cast(Config, config).limits
        self._farstu = cast(Farstu, config.app)
        self._head = 0
        self._since = self._moved = self.loop.time()
        self._unread = 0
        self._cycles: list[Any] = []
        self._held = memoryview(b"")

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(Outlet(transport))  # type: ignore[arg-type]  # all that uvicorn asks of one
        beyond = len(self.connections) - self._limits.connections
        if cast(Config, self.config).stopping:  # uvicorn has told all others of it, and would wait for this one
            transport.close()
        elif beyond > MOST_TURNED_AWAY:
            transport.abort()
        elif beyond > 0:
            self.app = self._farstu.turn_away

    def data_received(self, data: bytes) -> None:
        self._held = memoryview(bytes(self._held) + data if self._held else data)
        self._go_on()

    def _go_on(self) -> None:
        """Reads what came, as far as there is room for calls that wait. uvicorn would make calls of all of it, and read
        on after each answer: without end, where a client sends faster than it can be answered."""
        while self._held and len(self.pipeline) < MOST_WAITING and not self.transport.is_closing():
            piece, self._held = self._held[:_PIECE], self._held[_PIECE:]
            self._take(piece)
        if self._held:
            self.flow.pause_reading()

    def _take(self, data: memoryview) -> None:
        before = self.scope
        super().data_received(data)  # type: ignore[arg-type]  # the parser takes any bytes
        if self.scope is not None and (self.cycle is None or self.cycle.scope is not self.scope):
            self._head = self._head + len(data) if self.scope is before else 0
            if self._head > LARGEST_HEAD:
                self._refuse(head_too_large(LARGEST_HEAD))

    def send_400_response(self, msg: str) -> None:
        """uvicorn calls this for what is no HTTP. Calls that came before it in full are still answered, in order."""
        self._held = memoryview(b"")
        if self.cycle is None or self.cycle.response_complete or self.cycle.more_body:
            self._refuse(malformed())
        else:
            self.cycle.keep_alive = False
            self.flow.pause_reading()

    def _refuse(self, refusal: Refused) -> None:
        if not self.transport.is_closing():
            self.transport.write(self._farstu.refuse_unread(refusal))
            self.transport.close()

    def _unsupported_upgrade_warning(self) -> None:
        """uvicorn would advise to install what is left out on purpose."""

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.cycle.more_body = False  # uvicorn forgets this where the answer went out before the body had come

    def on_response_complete(self) -> None:
        cast(Outlet, self.transport).finish()
        super().on_response_complete()
        self._since = self.loop.time()
        self._go_on()

    def on_headers_complete(self) -> None:
        if _is_ambiguous(self.headers, self.parser.get_http_version()):
            raise Ambiguous
        super().on_headers_complete()
        self._cycles = [cycle for cycle in self._cycles if not cycle.response_complete] + [self.cycle]

    def connection_lost(self, exc: Exception | None) -> None:
        """uvicorn tells only the last of several calls that came at once; the one at work would go on answering."""
        super().connection_lost(exc)
        for cycle in self._cycles:
            cycle.disconnected = True
            cycle.message_event.set()
        # a call that never began refers to this connection, and would stay with it for very long
        self._cycles, self._held = [], memoryview(b"")
        self.pipeline.clear()
        self.cycle = None  # type: ignore[assignment]  # uvicorn begins with None too

    def carries(self, scope: Any) -> bool:
        """Whether the request that is being answered here is this one."""
        return self.cycle is not None and self.cycle.scope is scope

    def look_after(self, now: float, held_up: float = 0.0) -> None:
        """Cuts the connection where the client has taken too long; wakes up whoever waits for the rest of a body. The
        seconds for which the server itself was held up do not count."""
        self._since += held_up
        self._moved += held_up
        unread = self.transport.get_write_buffer_size()
        if unread == 0 or not self._unread - LEAST_READ < unread <= self._unread:
            self._unread, self._moved = unread, now
        elif now - self._moved > self._limits.answer:
            self.transport.abort()
        if unread:
            return
        if self.cycle is None or (self.cycle.response_complete and not self.cycle.more_body):
            self._cut_after(now, self._limits.head)
        elif self.cycle.more_body:
            self.cycle.message_event.set()
            self._cut_after(now, self._limits.head + 2 * self._limits.body)

    def _cut_after(self, now: float, seconds: float) -> None:
        if now - self._since > seconds:
            self.transport.abort()


def _is_ambiguous(headers: list[tuple[bytes, bytes]], version: str) -> bool:
    names = [name for name, _ in headers]
    if version == "1.0":
        if b"transfer-encoding" in names:  # who speaks 1.0 only hands on what it does not understand
            return True
    elif b"host" not in names:
        return True
    return len(set(names)) < len(names) and any(names.count(name) > 1 for name in _ONCE)


def cut(connections: Iterable[Any], scope: Any) -> None:
    """Ends the connection that this request came on, without a word."""
    for connection in connections:
        if isinstance(connection, Connection) and connection.carries(scope):
            connection.transport.abort()


class Looking:
    """Looks after all connections, every second or so, and says where there are too many."""

    def __init__(self, limits: ConnectionLimits) -> None:
        self._limits = limits
        self._last = math.inf

    def after(self, connections: Iterable[Any]) -> None:
        """What clients sent while the server was held up, or its machine stood still, is not yet read."""
        now = asyncio.get_running_loop().time()
        held_up, self._last = max(0.0, now - self._last - USUALLY_WITHIN), now
        mine = [connection for connection in connections if isinstance(connection, Connection)]
        for connection in mine:
            connection.look_after(now, held_up)
        if len(mine) > self._limits.connections:
            log.warning("there are too many connections; some are turned away", most=self._limits.connections)


def room_for(connections: int) -> int:
    """How many connections there can be, of so many wanted: each takes a file handle, and the rest needs some too."""
    wanted = connections + _HANDLES_OF_OURS
    allowed = _allow(wanted)
    if allowed >= wanted:
        return connections
    room = max(1, allowed - _HANDLES_OF_OURS)
    log.warning("the machine allows fewer connections", wanted=connections, allowed=room)
    return room


def _allow(handles: int) -> int:
    """How many handles this process may have, after asking for so many."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= handles:
        return handles
    allowed = handles if hard == resource.RLIM_INFINITY else min(handles, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed

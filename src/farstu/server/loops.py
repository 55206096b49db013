"""The event loop of a server: uvloop's, with a door of its own and an end to waiting for a TLS handshake."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from typing import Any

import structlog
import uvloop

from farstu.engine.going_on import end

log = structlog.get_logger()

HANDSHAKE_SECONDS = 10.0
"""A connection is counted, and looked after, only once its handshake is done; until then this is its limit."""
AT_ONCE = 100
"""Connections that are taken in at a turn of the loop, if so many wait."""
PAUSE_SECONDS = 1.0
"""After the system had no room for a connection."""

Factory = Callable[[], asyncio.BaseProtocol]


class Loop(uvloop.Loop):
    """Serves through a `Door`: a server of uvloop's takes in one connection at a turn of the loop. With thousands at
    work a turn takes half a second, and a new caller would wait for minutes."""

    async def create_server(self, *arguments: Any, **named: Any) -> Any:
        """On a socket that listens already; uvicorn asks for no other here."""
        (factory,) = arguments
        return Door(self, named["sock"], factory, named.get("ssl"))


class Door:
    """Takes in all who wait, a hundred at a time. What uvicorn asks of a server."""

    def __init__(self, loop: Loop, listener: socket.socket, factory: Factory, tls: ssl.SSLContext | None) -> None:
        self._loop = loop
        self._listener = listener
        self._factory = factory
        self._tls = tls
        self._patience = HANDSHAKE_SECONDS if tls else None
        self._coming: set[asyncio.Task[None]] = set()
        self._closed = False
        listener.setblocking(False)
        self._open()

    def close(self) -> None:
        """Nobody is taken in any more."""
        if not self._closed:
            self._closed = True
            self._loop.remove_reader(self._listener)

    async def wait_closed(self) -> None:
        """Who was at the door is no connection yet, and is cut off."""
        await end(*self._coming)

    def _open(self) -> None:
        if not self._closed:
            self._loop.add_reader(self._listener, self._let_in)

    def _let_in(self) -> None:
        for _ in range(AT_ONCE):
            try:
                connection, _ = self._listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as error:
                log.error("a connection could not be taken in", error=str(error))
                self._loop.remove_reader(self._listener)
                self._loop.call_later(PAUSE_SECONDS, self._open)
                return
            task = self._loop.create_task(self._take(connection))
            self._coming.add(task)
            task.add_done_callback(self._coming.discard)

    async def _take(self, connection: socket.socket) -> None:
        """A handshake that fails is nobody's fault here."""
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            await self._loop.connect_accepted_socket(
                self._factory, connection, ssl=self._tls, ssl_handshake_timeout=self._patience
            )
        except OSError:
            connection.close()

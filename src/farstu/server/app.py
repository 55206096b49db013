"""The whole server, put together in one place, readable from top to bottom."""

from __future__ import annotations

import asyncio
import ctypes
import gc

import structlog

from farstu import areas, wire
from farstu.access.principals import Principals
from farstu.contract.operation import OPERATIONS
from farstu.engine.clearing import Clearing
from farstu.engine.writer import Writer
from farstu.help.files import GeneratedFiles
from farstu.help.pages.serving import HelpPages
from farstu.help.place import Place
from farstu.server.controls import Controls
from farstu.server.dispatcher import Dispatcher
from farstu.server.exchange import Message, Receive, Scope, Send
from farstu.server.sidelines import Sidelines
from farstu.store.base import Database
from farstu.store.clock import Clock, Ids, system_clock
from farstu.store.vault import PlainVault

log = structlog.get_logger()

GARBAGE_THRESHOLD = 20_000
"""Calls make few cycles of objects, so it is enough to look for them seldom."""

_PAGES = ("/_farstu", "/help", "/static", "/favicon.ico", "/openapi.", "/swagger", "/schema", "/farstu.", "/llms.txt")


class Farstu:
    """The ASGI application over one prepared database. `demo` admits keys that are derived from a seed; `place` says
    whose ids and key the pages show."""

    def __init__(
        self,
        database: Database,
        secret: bytes,
        *,
        clock: Clock = system_clock,
        ids: Ids | None = None,
        demo: bool = False,
        place: Place | None = None,
        journal_days: int = 30,
    ) -> None:
        areas.load()
        wire.load()
        self._ids = ids or Ids(clock)
        self._readers = database.readers()
        vault = PlainVault(secret)
        self._writer = Writer(database, vault)
        self._sidelines = Sidelines(self._writer)
        self._principals = Principals(self._readers, secret, clock, demo=demo)
        self._clearing = Clearing(self._writer, clock, journal_days)
        pages, files = HelpPages(self._readers, clock, place), GeneratedFiles(clock, place)
        controls = Controls(self._principals, self._readers, self._writer, self._sidelines, clock, pages, files)
        self._controls = controls.app()
        self._dispatcher = Dispatcher(
            tuple(OPERATIONS.values()),
            self._principals,
            self._readers,
            self._writer,
            self._sidelines,
            clock,
            self._ids,
            secret,
            vault,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http" if _is_page(scope["path"]) and not self._dispatcher.serves(scope["path"]):
                await self._control(scope, receive, send)
            case "http":
                await self._dispatcher(scope, receive, send)
            case "lifespan":
                await self._live(receive, send)

    async def start(self) -> None:
        """Opens the writer and begins all that goes on by itself. StoreError."""
        gc.collect()
        _give_back_memory()
        gc.freeze()
        gc.set_threshold(GARBAGE_THRESHOLD)
        self._writer.start()
        self._sidelines.start()
        self._principals.start()
        self._clearing.start()

    async def stop(self) -> None:
        """Finishes what is in flight and closes the database."""
        await self._clearing.stop()
        await self._principals.stop()
        await self._sidelines.stop()
        await self._writer.stop()
        await asyncio.get_running_loop().run_in_executor(None, self._readers.close)

    async def _control(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pages and controls; they have a Request-Id like all other answers."""
        request_id = scope["farstu.request_id"] = self._ids.draw()

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (b"request-id", request_id.encode())]
            await send(message)

        await self._controls(scope, receive, send_named)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self.start()
        except Exception as error:
            log.exception("the server could not start")
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.stop()
        await send({"type": "lifespan.shutdown.complete"})


def _give_back_memory() -> None:
    """What starting took and needs no longer goes back to the machine, where the C library can do that."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _is_page(path: str) -> bool:
    return path == "/" or path.lower().startswith(_PAGES)

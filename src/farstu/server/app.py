"""The whole server, put together in one place, readable from top to bottom."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import time
from collections.abc import Callable
from contextlib import suppress

import structlog

from farstu import areas, wire
from farstu.access.door import Door, Limits
from farstu.access.passwords import Passwords
from farstu.access.principals import Principal, Principals
from farstu.access.sessions import Sessions
from farstu.access.uses import Uses
from farstu.console.kit import Kit
from farstu.console.serving import STATIC, Console
from farstu.contract.operation import OPERATIONS
from farstu.engine.calls import REQUEST_ID
from farstu.engine.clearing import Clearing
from farstu.engine.meter import Meter
from farstu.engine.own_calls import OwnCalls
from farstu.engine.writers import open_writer
from farstu.help.files import GeneratedFiles
from farstu.help.pages.serving import HelpPages
from farstu.help.pages.static import StaticFiles
from farstu.help.place import Place
from farstu.privacy.keeping import Keeping
from farstu.refusals import Refused, turned_away, unavailable
from farstu.sandbox.playing import Played
from farstu.sandbox.story import Story
from farstu.server.admission import Admission
from farstu.server.clocks import ClockControls
from farstu.server.controls import Controls
from farstu.server.dispatcher import Dispatcher, check_complete
from farstu.server.exchange import ASGIApp, Message, Receive, Scope, Send
from farstu.server.falling import Watchful
from farstu.server.late import Late
from farstu.server.ordering import Ordering
from farstu.server.safe import with_safe
from farstu.server.sandbox import SandboxControls
from farstu.server.sidelines import Sidelines
from farstu.server.snapshots import SnapshotControls
from farstu.server.stories import StoryControls, play_at
from farstu.server.times import Times
from farstu.server.unread import refusal_as_bytes
from farstu.server.watching import Observer, Watch
from farstu.store.base import Database, WriteSession
from farstu.store.clock import Clock, Ids, system_clock
from farstu.store.secrets import Secrets, SecretUnreadable
from farstu.store.vault import SealingVault

log = structlog.get_logger()

GARBAGE_THRESHOLD = 20_000
"""Calls, and records of files, make few cycles of objects, so it is enough to look for them seldom."""

NO_LIMITS = Limits()
_HEALTH = ("/healthz", "/readyz")
_PAGES = ("/_farstu", "/console", "/help", "/static", "/favicon.ico", "/openapi.", "/swagger", "/schema", "/farstu.",
          "/llms.txt", *_HEALTH)  # fmt: skip


class Farstu:
    """The ASGI application over one prepared database. `demo` admits keys that are derived from a seed; `place` says
    whose ids and key the pages show; `fresh` is asked now and then and answers the secrets where they have changed;
    `observers` are told of every answered call; `unread` counts what could not be read as a request; `alone`: the
    process is there for nothing else."""

    def __init__(
        self,
        database: Database,
        secrets: Secrets,
        *,
        clock: Clock = system_clock,
        ids: Ids | None = None,
        demo: bool = False,
        alone: bool = True,
        place: Place | None = None,
        journal_days: int = 30,
        limits: Limits = NO_LIMITS,
        fresh: Callable[[], Secrets | None] = lambda: None,
        observers: tuple[Observer, ...] = (),
    ) -> None:
        areas.load(asking=False)
        wire.load()
        self._asking = Late(_load_reads)
        self._alone = alone
        self._ids = ids or Ids(clock)
        self.unread = 0
        self.meter = Meter()
        self._watch = Watch(self.meter, observers)
        self._secrets = secrets
        self._passwords = Passwords()
        self._readers = database.readers()
        self._vault = SealingVault(secrets)
        self._writer = open_writer(database, self._vault, self.meter)
        self._sidelines = Sidelines(self._writer)
        self._uses = Uses(self._writer)
        self._fresh = fresh
        self._principals = Principals(self._readers, secrets, clock, demo=demo, look=self._renew)
        door = Door(self._principals, self._uses, limits)
        admission = Admission(self._readers)
        self.ordering = Ordering(admission, self._asking)
        self._times = Times(self._readers, clock, self.ordering.orders.drop)
        calls = OwnCalls(self._writer, clock, self._ids, "", self._times.at)
        self._due = Watchful(self._writer, calls, self._times.now)
        self._clearing = Clearing(self._writer, clock, journal_days, self._due.once)
        self._keeping = None if demo else Keeping(self._writer, clock, self._ids)
        self._controls = self._open_controls(door, admission, clock, place)
        self._dispatcher = Dispatcher(
            tuple(OPERATIONS.values()),
            door,
            self._readers,
            self._writer,
            self._sidelines,
            clock,
            secrets.index,
            self._vault,
            self._watch,
            self._asking,
            self.ordering,
            self._times,
        )
        self._door = door
        self._let_read(door)

    def _open_controls(self, door: Door, admission: Admission, clock: Clock, place: Place | None) -> ASGIApp:
        """What is no operation of the interface: our own controls, the pages, the console."""
        static = StaticFiles(STATIC)
        pages, files = HelpPages(self._readers, clock, place, static), GeneratedFiles(clock, place)
        sandbox = (
            SandboxControls(admission, self.ordering, clock),
            SnapshotControls(admission, self._writer, self._vault, clock, self._times.look),
            ClockControls(admission, self._writer, self._times, self._due, clock),
            StoryControls(admission, self, self._times, clock),
        )
        console = Console(self._kit(OwnCalls(self._writer, clock, self._ids, "console"), clock, static, place))
        return Controls(
            door, self._readers, self._writer, self._sidelines, clock, self._times, pages, files, sandbox, console
        ).app()

    def _kit(self, calls: OwnCalls, clock: Clock, static: StaticFiles, place: Place | None) -> Kit:
        """What the console's pages work with."""
        return Kit(
            self._readers,
            calls,
            Sessions(self._readers, calls, self._passwords, self._vault, clock, demo=place is not None),
            self._passwords,
            self._vault,
            clock,
            lambda: self._secrets,
            self.ordering.orders,
            self._sidelines.settle,
            self,
            static,
            place,
        )

    def _let_read(self, door: Door) -> None:
        """What is not counted as it happens, but looked at when somebody asks for the figures."""
        self.meter.readings |= {
            "farstu_queue_calls": lambda: self._writer.waiting,
            "farstu_journal_dropped_rows": lambda: self._sidelines.dropped,
            "farstu_refused_credentials": lambda: door.refused,
            "farstu_refused_unread": lambda: self.unread,
        }

    async def turn_away(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a call on one connection too many."""
        scope[REQUEST_ID] = self._ids.draw()
        await self._dispatcher.dismiss(scope, send, turned_away())

    def refuse_unread(self, refused: Refused) -> bytes:
        """The answer to what could not be read as a request."""
        self.unread += 1
        return refusal_as_bytes(refused, self._ids.draw())

    async def start_over(self, put_back: Callable[[WriteSession], object]) -> None:
        """Forgets what was ordered and counted, once the database is put back. StoreError."""
        await self._sidelines.settle()
        await self._writer.errand(put_back)
        self.ordering.orders.clear()
        self._door.forget()
        await self._times.look()

    async def play(self, principal: Principal, customer: str, story: Story, language: str) -> Played:
        """Plays a story at a sandbox in somebody's name, without a socket."""
        await self._times.look()
        return await play_at(self, self._times, principal, customer, story, language)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http":
                scope[REQUEST_ID] = self._ids.draw()
                try:
                    await self._serve(scope, receive, send)
                except asyncio.CancelledError:  # the server stops, and has waited for as long as it may
                    with suppress(RuntimeError):  # of an answer that has begun already
                        await self._dispatcher.dismiss(scope, send, unavailable("unavailable.stopping"))
                    raise
            case "lifespan":
                await self._live(receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _is_page(scope["path"]) and not self._dispatcher.serves(scope["path"]):
            await self._control(scope, receive, send)
        else:
            await self._dispatcher(scope, receive, send)

    async def start(self) -> None:
        """Opens the writer and begins all that goes on by itself. StoreError."""
        if self._alone:
            _settle_memory()
        await self._writer.start()
        self._sidelines.start()
        self._principals.start()
        self._times.start()
        self._uses.start()
        self._clearing.start()
        if self._keeping:
            self._keeping.start()

    async def stop(self) -> None:
        """Finishes what is in flight and closes the database."""
        if self._keeping:
            await self._keeping.stop()
        await self._clearing.stop()
        await self._times.stop()
        await self._principals.stop()
        await self._uses.stop()
        await self._sidelines.stop()
        self._passwords.close()
        await self._writer.stop()
        await self._readers.close()

    def _renew(self) -> None:
        """Takes up secrets that were changed while this server runs."""
        try:
            secrets = self._fresh()
        except (OSError, SecretUnreadable) as error:
            log.error("the secrets could not be read again", error=str(error))
            return
        if secrets is not None:
            log.info("the secrets have changed", keys=len(secrets.hashing), newest=secrets.fingerprint)
            self._secrets = secrets
            self._vault.renew(secrets)
            self._principals.renew(secrets)
            self._uses.forget()

    async def _control(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pages and controls; they have a Request-Id like all other answers."""
        if scope["path"].lower() not in _HEALTH:
            await self._asking.ready()
        request_id = scope[REQUEST_ID]
        started = time.perf_counter()

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*with_safe(message.get("headers", ())), (b"request-id", request_id.encode())]
                self._watch.showed(message["status"], started)
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


def _settle_memory() -> None:
    """What starting made stays; what it took and needs no longer goes back to the machine, where the C library can do
    that."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_THRESHOLD)
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _is_page(path: str) -> bool:
    return path == "/" or path.lower().startswith(_PAGES)


def _load_reads() -> None:
    areas.load()
    check_complete(OPERATIONS.values())

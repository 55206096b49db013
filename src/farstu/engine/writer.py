"""The writer thread: takes whatever calls are waiting, runs them as one batch, answers them all."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog

from farstu.engine.batch import Decision
from farstu.engine.calls import Answer, Call
from farstu.engine.runner import run
from farstu.refusals import unavailable
from farstu.store.base import Database, StoreError, StoreUnavailable, WriteSession
from farstu.store.vault import Vault

log = structlog.get_logger()

LARGEST_BATCH = 256
LONGEST_QUEUE = 2_000
"""Each connection has one call waiting: as many connections as there usually may be must be able to fill it."""
LONGEST_GATHERING = 0.002


@dataclass(slots=True)
class _Errand:
    """Work that is no call: journal rows of reads, clearing out. Runs between batches in a transaction of its own."""

    work: Callable[[WriteSession], Any]
    done: asyncio.Future[Any]


class Writer:
    """Decides calls in batches on one thread with one connection.

    `submit` answers when the call's transaction has been committed and never before.
    """

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._calls: deque[tuple[Call, asyncio.Future[Answer]]] = deque()
        self._errands: deque[_Errand] = deque()
        self._wake = threading.Event()
        self._gathering = False
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="farstu-writer", daemon=True)
        self._session: WriteSession | None = None

    def start(self) -> None:
        """Opens the connection and starts the thread. StoreError. Called on the running loop."""
        self._loop = asyncio.get_running_loop()
        self._session = self._database.write_session()
        self._thread.start()

    async def stop(self) -> None:
        """Finishes what is waiting and closes the connection."""
        self._stopping = True
        self._wake.set()
        await asyncio.get_running_loop().run_in_executor(None, self._thread.join)

    async def submit(self, call: Call) -> Answer:
        """The answer, once it is true."""
        if len(self._calls) >= LONGEST_QUEUE or self._stopping:
            return call.answer(unavailable("unavailable.busy"))
        future: asyncio.Future[Answer] = self._loop.create_future()
        self._calls.append((call, future))
        self._wake_soon()
        return await future

    def _wake_soon(self) -> None:
        """Wakes the thread once a turn of the loop has brought no further call: those at the door make one batch."""
        if not self._gathering:
            self._gathering = True
            self._loop.call_soon(self._gather, 0, self._loop.time() + LONGEST_GATHERING)

    def _gather(self, before: int, until: float) -> None:
        waiting = len(self._calls)
        if before < waiting < LARGEST_BATCH and self._loop.time() < until:
            self._loop.call_soon(self._gather, waiting, until)
            return
        self._gathering = False
        self._wake.set()

    async def errand(self, work: Callable[[WriteSession], Any]) -> Any:
        """Runs `work` between batches; it begins and commits for itself. StoreError."""
        if self._stopping:
            raise StoreUnavailable("the writer has stopped")
        errand = _Errand(work, self._loop.create_future())
        self._errands.append(errand)
        self._wake.set()
        return await errand.done

    def _work(self) -> None:
        session = self._session
        assert session is not None  # start() opened it
        while not (self._stopping and not self._calls and not self._errands):
            self._wake.wait()
            self._wake.clear()
            while self._calls or self._errands:
                if self._errands:
                    self._run_errand(session, self._errands.popleft())
                if self._calls and not self._run_batch(session):
                    break
        try:
            session.close()
        except StoreError as error:
            log.error("the database was not closed cleanly", error=str(error))

    def _run_batch(self, session: WriteSession) -> bool:
        """Whether to go on at once: where few calls wait, those just answered are about to bring more."""
        taken = [self._calls.popleft() for _ in range(min(len(self._calls), LARGEST_BATCH))]
        futures = [future for _, future in taken]
        try:
            decisions = run(session, [call for call, _ in taken], self._vault)
        except Exception as error:
            log.exception("a batch could not be run", calls=len(taken))
            self._loop.call_soon_threadsafe(self._tell, _fail, futures, error)
        else:
            self._loop.call_soon_threadsafe(self._tell, _answer, futures, decisions)
        return len(self._calls) * 2 >= len(taken)

    def _tell(self, how: Callable[[Any, Any], None], futures: list[asyncio.Future[Answer]], result: Any) -> None:
        how(futures, result)
        if self._calls or self._stopping:
            self._wake_soon()

    def _run_errand(self, session: WriteSession, errand: _Errand) -> None:
        try:
            result = errand.work(session)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the errand's
            self._loop.call_soon_threadsafe(_fail, [errand.done], error)
        else:
            self._loop.call_soon_threadsafe(_succeed, errand.done, result)


def _answer(futures: list[asyncio.Future[Answer]], decisions: list[Decision]) -> None:
    for decision, future in zip(decisions, futures, strict=True):
        _succeed(future, decision.answer)


def _succeed(future: asyncio.Future[Any], result: Any) -> None:
    if not future.done():
        future.set_result(result)


def _fail(futures: list[asyncio.Future[Any]], error: Exception) -> None:
    for future in futures:
        if not future.done():
            future.set_exception(error)

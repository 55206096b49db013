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
from farstu.store.base import Database, StoreError, WriteSession
from farstu.store.vault import Vault

log = structlog.get_logger()

LARGEST_BATCH = 256
LONGEST_QUEUE = 10_000


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
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="farstu-writer")
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
        self._wake.set()
        return await future

    async def errand(self, work: Callable[[WriteSession], Any]) -> Any:
        """Runs `work` between batches; it begins and commits for itself. StoreError."""
        errand = _Errand(work, self._loop.create_future())
        self._errands.append(errand)
        self._wake.set()
        return await errand.done

    def _work(self) -> None:
        session = self._session
        assert session is not None  # start() opened it
        while True:
            if not self._calls and not self._errands:
                if self._stopping:
                    break
                self._wake.wait()
                self._wake.clear()
                continue
            if self._calls:
                self._run_batch(session)
            if self._errands:
                self._run_errand(session, self._errands.popleft())
        try:
            session.close()
        except StoreError as error:
            log.error("the database was not closed cleanly", error=str(error))

    def _run_batch(self, session: WriteSession) -> None:
        taken = [self._calls.popleft() for _ in range(min(len(self._calls), LARGEST_BATCH))]
        try:
            decisions = run(session, [call for call, _ in taken], self._vault)
        except Exception as error:
            log.exception("a batch could not be run", calls=len(taken))
            self._loop.call_soon_threadsafe(_fail, [future for _, future in taken], error)
            return
        self._loop.call_soon_threadsafe(_answer, decisions, [future for _, future in taken])

    def _run_errand(self, session: WriteSession, errand: _Errand) -> None:
        try:
            result = errand.work(session)
        except Exception as error:
            self._loop.call_soon_threadsafe(_fail, [errand.done], error)
        else:
            self._loop.call_soon_threadsafe(_succeed, errand.done, result)


def _answer(decisions: list[Decision], futures: list[asyncio.Future[Answer]]) -> None:
    for decision, future in zip(decisions, futures, strict=True):
        _succeed(future, decision.answer)


def _succeed(future: asyncio.Future[Any], result: Any) -> None:
    if not future.done():
        future.set_result(result)


def _fail(futures: list[asyncio.Future[Any]], error: Exception) -> None:
    for future in futures:
        if not future.done():
            future.set_exception(error)

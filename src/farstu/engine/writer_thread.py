"""The writer of a database with one writing connection: a thread takes whatever calls wait, and runs them at once."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog

from farstu.engine.calls import Answer, Call
from farstu.engine.meter import Meter
from farstu.engine.runner import run
from farstu.engine.writer import LARGEST_BATCH, LONGEST_GATHERING, LONGEST_QUEUE, answer_all, fail_all, succeed
from farstu.refusals import unavailable
from farstu.store.base import Database, StoreError, StoreUnavailable, WriteSession
from farstu.store.vault import Vault

log = structlog.get_logger()


@dataclass(slots=True)
class _Errand:
    """Work that is no call: journal rows of reads, clearing out. Runs between batches in a transaction of its own."""

    work: Callable[[WriteSession], Any]
    done: asyncio.Future[Any]


class ThreadWriter:
    """Decides calls in batches on one thread with one connection."""

    def __init__(self, database: Database, vault: Vault, meter: Meter | None = None) -> None:
        self._database = database
        self._vault = vault
        self._meter = meter or Meter()
        self._calls: deque[tuple[Call, asyncio.Future[Answer]]] = deque()
        self._errands: deque[_Errand] = deque()
        self._wake = threading.Event()
        self._gathering = False
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="farstu-writer", daemon=True)
        self._session: WriteSession | None = None

    @property
    def waiting(self) -> int:
        return len(self._calls)

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._session = self._database.write_session()
        self._thread.start()

    async def stop(self) -> None:
        self._stopping = True
        self._wake.set()
        await asyncio.get_running_loop().run_in_executor(None, self._thread.join)

    async def submit(self, call: Call) -> Answer:
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
                if self._calls and not self._run_batch(session) and not self._errands:
                    break  # whoever comes wakes the thread, and so does the loop for calls that are left here
        try:
            session.close()
        except StoreError as error:
            log.error("the database was not closed cleanly", error=str(error))

    def _run_batch(self, session: WriteSession) -> bool:
        """Whether to go on at once: where few calls wait, those just answered are about to bring more."""
        taken = [self._calls.popleft() for _ in range(min(len(self._calls), LARGEST_BATCH))]
        futures = [future for _, future in taken]
        try:
            self._meter.batches.add(len(taken))
            decisions = run(session, [call for call, _ in taken], self._vault, self._meter.commits.add)
        except Exception as error:
            log.exception("a batch could not be run", calls=len(taken))
            self._loop.call_soon_threadsafe(self._tell, fail_all, futures, error)
        else:
            self._loop.call_soon_threadsafe(self._tell, answer_all, futures, decisions)
        return len(self._calls) * 2 >= len(taken)

    def _tell(self, how: Callable[[Any, Any], None], futures: list[asyncio.Future[Answer]], result: Any) -> None:
        how(futures, result)
        if self._calls or self._stopping:
            self._wake_soon()

    def _run_errand(self, session: WriteSession, errand: _Errand) -> None:
        try:
            result = errand.work(session)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the errand's
            self._loop.call_soon_threadsafe(fail_all, [errand.done], error)
        else:
            self._loop.call_soon_threadsafe(succeed, errand.done, result)

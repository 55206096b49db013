"""A writer for a database that many connections write: each customer's calls go by one lane, several lanes at once."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from zlib import crc32

import structlog

from farstu.engine.calls import Answer, Call
from farstu.engine.meter import Meter
from farstu.engine.runner import run_async
from farstu.engine.writer import LARGEST_BATCH, LONGEST_GATHERING, LONGEST_QUEUE, answer_all, fail_all
from farstu.refusals import unavailable
from farstu.store.base import AsyncWriteSession, SharedDatabase, StoreError, StoreUnavailable, WriteSession
from farstu.store.vault import Vault

log = structlog.get_logger()

LANES = 4


class TaskWriter:
    """Decides calls in batches, one task and one connection a lane.

    A customer's calls are all in one lane, so that lanes of one process never wait for each other's locks; those of
    other processes do, customer by customer.
    """

    def __init__(self, database: SharedDatabase, vault: Vault, lanes: int = LANES, meter: Meter | None = None) -> None:
        told = meter or Meter()
        self._lanes = [_Lane(database.async_session(), vault, told) for _ in range(lanes)]
        self._errands = _Errands(database)
        self._stopping = False

    @property
    def waiting(self) -> int:
        return sum(lane.waiting for lane in self._lanes)

    async def start(self) -> None:
        for lane in self._lanes:
            lane.start()

    async def stop(self) -> None:
        self._stopping = True
        await asyncio.gather(*(lane.stop() for lane in self._lanes))
        await self._errands.stop()

    async def submit(self, call: Call) -> Answer:
        if self._stopping or self.waiting >= LONGEST_QUEUE:
            return call.answer(unavailable("unavailable.busy"))
        lane = self._lanes[crc32(call.customer.encode("utf-8", "surrogatepass")) % len(self._lanes)]
        return await lane.submit(call)

    async def errand(self, work: Callable[[WriteSession], Any]) -> Any:
        if self._stopping:
            raise StoreUnavailable("the writer has stopped")
        return await self._errands.run(work)


class _Lane:
    """A queue of calls and the task that runs them."""

    def __init__(self, session: AsyncWriteSession, vault: Vault, meter: Meter) -> None:
        self._session = session
        self._vault = vault
        self._meter = meter
        self._calls: deque[tuple[Call, asyncio.Future[Answer]]] = deque()
        self._wake = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        return len(self._calls)

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._work())

    async def stop(self) -> None:
        self._stopping = True
        self._wake.set()
        if self._task is not None:
            await self._task

    def submit(self, call: Call) -> asyncio.Future[Answer]:
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._calls.append((call, future))
        self._wake.set()
        return future

    async def _work(self) -> None:
        while self._calls or not self._stopping:
            if not self._calls:
                self._wake.clear()
                await self._wake.wait()
            await self._gather()
            await self._run_batch()
        try:
            await self._session.close()
        except StoreError as error:
            log.error("the database was not closed cleanly", error=str(error))

    async def _gather(self) -> None:
        """Waits until a turn of the loop has brought no further call: those at the door make one batch."""
        loop = asyncio.get_running_loop()
        before, until = 0, loop.time() + LONGEST_GATHERING
        while before < len(self._calls) < LARGEST_BATCH and loop.time() < until:
            before = len(self._calls)
            await asyncio.sleep(0)

    async def _run_batch(self) -> None:
        taken = [self._calls.popleft() for _ in range(min(len(self._calls), LARGEST_BATCH))]
        futures = [future for _, future in taken]
        if not taken:
            return
        self._meter.batches.add(len(taken))
        calls = [call for call, _ in taken]
        try:
            answer_all(futures, await run_async(self._session, calls, self._vault, self._meter.commits.add))
        except Exception as error:
            log.exception("a batch could not be run", calls=len(taken))
            fail_all(futures, error)


class _Errands:
    """A thread with a connection of its own, made when it is first needed."""

    def __init__(self, database: SharedDatabase) -> None:
        self._database = database
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="farstu-errand")
        self._session: WriteSession | None = None

    async def run(self, work: Callable[[WriteSession], Any]) -> Any:
        running = asyncio.get_running_loop().run_in_executor(self._thread, self._run, work)
        return await asyncio.shield(running)  # what waits for its turn is run though whoever asked has left

    def _run(self, work: Callable[[WriteSession], Any]) -> Any:
        if self._session is None:
            self._session = self._database.write_session()
        return work(self._session)

    async def stop(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def _close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            try:
                session.close()
            except StoreError as error:
                log.error("the database was not closed cleanly", error=str(error))

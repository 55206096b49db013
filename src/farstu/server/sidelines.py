"""Journal rows of calls that never reached a rule: made once the answer is out, written in batches, at the latest when
looked for; bounded.

To make one is to look through the answer for personal numbers, which takes a third of the time of a large read.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence

import structlog

from farstu.engine.going_on import end
from farstu.engine.tables import JOURNAL, JournalEntry
from farstu.engine.writer import Writer
from farstu.store.base import StoreError, WriteSession

log = structlog.get_logger()
Make = Callable[[], JournalEntry]

MOST_WAITING = 5_000
MOST_AT_ONCE = 500
PAUSE_SECONDS = 0.05


class Sidelines:
    """Takes rows in and writes them between the batches of calls. What does not fit is counted in `dropped`."""

    def __init__(self, writer: Writer) -> None:
        self.dropped = 0
        self._writer = writer
        self._coming: deque[Make] = deque()
        self._waiting: list[JournalEntry] = []
        self._wake = asyncio.Event()
        self._writing = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to write."""
        self._task = asyncio.get_running_loop().create_task(self._work())

    async def stop(self) -> None:
        """Writes what is left and ends."""
        await end(self._task)
        self._make_all()
        while self._waiting:
            await self._flush()

    def add(self, make: Make) -> None:
        """Takes a row in, which is made at the next turn of the loop; never where there is no room."""
        if len(self._coming) + len(self._waiting) >= MOST_WAITING:
            self.dropped += 1
            return
        self._coming.append(make)
        asyncio.get_running_loop().call_soon(self._make_next)

    async def settle(self) -> None:
        """Writes what was taken in until now, so that who was answered finds the row of that call."""
        self._make_all()
        for _ in range(0, len(self._waiting), MOST_AT_ONCE):
            await self._flush()
        async with self._writing:
            pass

    def _make_all(self) -> None:
        while self._coming:
            self._make_next()

    def _make_next(self) -> None:
        if self._coming:
            try:
                self._waiting.append(self._coming.popleft()())
            except Exception:  # the call is answered already, and the rows of others are to be kept
                self.dropped += 1
                log.exception("a journal row could not be made")
            self._wake.set()

    async def _work(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                await self._flush()
            await asyncio.sleep(PAUSE_SECONDS)

    async def _flush(self) -> None:
        async with self._writing:
            rows, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            if rows:
                await self._keep(rows)

    async def _keep(self, rows: Sequence[JournalEntry]) -> None:
        try:
            await self._writer.errand(lambda session: _write(session, rows))
        except StoreError as error:
            self.dropped += len(rows)
            log.error("journal rows of refused calls were lost", error=str(error), rows=len(rows))


def _write(session: WriteSession, rows: Sequence[JournalEntry]) -> None:
    session.begin({row.customer for row in rows})
    try:
        session.write({JOURNAL: rows})
        session.commit()
    finally:
        session.rollback()

"""Clears out what has been kept long enough: journal entries, first answers. A little at a time, between batches."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import structlog

from farstu.contract.moment import TICKS_PER_SECOND
from farstu.engine.going_on import end
from farstu.engine.idempotency import KEPT_TICKS
from farstu.engine.tables import FIRST_ANSWER, JOURNAL
from farstu.engine.writer import Writer
from farstu.store.base import EVERY_CUSTOMER, StoreError, WriteSession
from farstu.store.clock import Clock
from farstu.store.table import CUSTOMER, Table

log = structlog.get_logger()

EVERY_SECONDS = 600.0
DAY_TICKS = 24 * 3600 * TICKS_PER_SECOND
AT_ONCE = 500


class Clearing:
    """Goes on by itself while the server runs, and does what falls `due` each time too."""

    def __init__(
        self,
        writer: Writer,
        clock: Clock,
        journal_days: int,
        due: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        self._writer = writer
        self._clock = clock
        self._due = due
        self._journal_ticks = journal_days * DAY_TICKS
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins."""
        self._task = asyncio.get_running_loop().create_task(self._work())

    async def stop(self) -> None:
        """Ends."""
        await end(self._task)

    async def once(self) -> int:
        """Clears all that is old now; answers how many rows that were."""
        now = self._clock()
        return await self._clear(JOURNAL, now - self._journal_ticks) + await self._clear(FIRST_ANSWER, now - KEPT_TICKS)

    async def _work(self) -> None:
        while True:
            try:
                await self.once()
                if self._due:
                    await self._due()
            except StoreError as error:
                log.error("what falls due could not be done", error=str(error))
            await asyncio.sleep(EVERY_SECONDS)

    async def _clear(self, table: Table, before: int) -> int:  # type: ignore[type-arg]  # rows of either table
        cleared = 0
        for customer in await self._writer.errand(partial(customers_of, table)):
            while gone := await self._writer.errand(partial(_delete, table, customer, before)):
                cleared += gone
        return cleared


def customers_of(table: Table[Any], session: WriteSession) -> list[str]:
    """The customers that the table has rows of, each found from the one before it by the key alone."""
    least = f'SELECT min("{CUSTOMER}") FROM "{table.name}"'  # noqa: S608 - names of ours
    found: list[str] = []
    rows = session.rows(least, (), EVERY_CUSTOMER)
    while rows and rows[0][0] is not None:
        found.append(rows[0][0])
        rows = session.rows(f'{least} WHERE "{CUSTOMER}" > ?', (found[-1],), EVERY_CUSTOMER)
    return found


def _delete(table: Table, customer: str, before: int, session: WriteSession) -> int:  # type: ignore[type-arg]  # as above
    key = ", ".join(f'"{name}"' for name in table.key.columns if name != CUSTOMER)
    old = f'SELECT {key} FROM "{table.name}" WHERE "{CUSTOMER}" = ? AND "at" < ? LIMIT {AT_ONCE}'  # noqa: S608 - as above
    delete = f'DELETE FROM "{table.name}" WHERE "{CUSTOMER}" = ? AND ({key}) IN ({old})'  # noqa: S608 - as above
    return session.execute(delete, (customer, customer, before), [customer])

"""A server lets the rules act by itself, once a day, one process of however many there are."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog

from farstu.engine.calls import Task
from farstu.engine.going_on import end
from farstu.engine.own_calls import OwnCalls
from farstu.engine.writer import Writer
from farstu.privacy.personal import FIRST_DAYS
from farstu.records.offices import CUSTOMER
from farstu.store.base import EVERY_CUSTOMER, StoreError
from farstu.store.clock import Clock, Ids

log = structlog.get_logger()

FIRST_SECONDS, EVERY_SECONDS = 120.0, 1_800.0
DAY_TICKS = 24 * 3600 * 10_000_000
WHO = "server"
_OLD_ENOUGH = f'SELECT "customer" FROM "{CUSTOMER.name}" WHERE "created_at" < ? ORDER BY "customer"'  # noqa: S608 - ours


class Keeping:
    """Goes on by itself while the server runs."""

    def __init__(self, writer: Writer, clock: Clock, ids: Ids) -> None:
        self._writer = writer
        self._clock = clock
        self._calls = OwnCalls(writer, clock, ids, WHO)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins."""
        self._task = asyncio.get_running_loop().create_task(self._work())

    async def stop(self) -> None:
        """Ends; what was begun goes on another time."""
        await end(self._task)

    async def once(self) -> bool:
        """Lets them act where it is time, and nobody else does; answers whether. What that takes is loaded here."""
        from farstu.privacy.retaining import CLAIM_DAY
        from farstu.privacy.retention import Retention

        if not await self._act(CLAIM_DAY, None, ""):
            return False
        now = self._clock()
        retention = Retention(self._look, self._act)
        rows = await self._writer.errand(
            lambda session: session.rows(_OLD_ENOUGH, (now - FIRST_DAYS * DAY_TICKS,), EVERY_CUSTOMER)
        )
        for (customer,) in rows:
            met = await retention.run(customer, now)
            if met:
                log.info("what was old names nobody any more", customer=customer, rows=sum(met.values()))
        return True

    async def _work(self) -> None:
        await asyncio.sleep(FIRST_SECONDS)
        while True:
            try:
                await self.once()
            except StoreError as error:
                log.error("the rules of retention could not act", error=str(error))
            await asyncio.sleep(EVERY_SECONDS)

    async def _look(self, statement: str, values: tuple[Any, ...], customer: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = await self._writer.errand(
            lambda session: session.rows(statement, values, [customer])
        )
        return found

    async def _act(self, task: Task, body: Any, customer: str) -> Any:
        """What a task decided; nothing where it was refused: another day, then."""
        outcome = await self._calls.perform(task, body, customer)
        return outcome.value if outcome else None

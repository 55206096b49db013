"""What time it is at a customer: the real time, unless a sandbox was told another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog

from farstu.engine.going_on import end
from farstu.records.sandboxes import SANDBOX, Sandbox
from farstu.sandbox.clock import time_at
from farstu.store.base import EVERY_CUSTOMER, Readers, StoreError

log = structlog.get_logger()

LOOK_EVERY_SECONDS = 0.4
_ALL = f'SELECT {", ".join(SANDBOX.columns)} FROM "{SANDBOX.name}"'  # noqa: S608 - names of ours


class Times:
    """Knows what sandboxes were told, by whatever process; `after` is told of each that another one has reset."""

    def __init__(self, readers: Readers, clock: Callable[[], int], after: Callable[[str], object]) -> None:
        self._readers = readers
        self._clock = clock
        self._after = after
        self._told: dict[str, Sandbox] | None = None
        self._watching: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to look."""
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def stop(self) -> None:
        """Looks no more."""
        await end(self._watching)

    def at(self, customer: str, arrived: int) -> int:
        """The time there of what arrived then; both in ticks."""
        told = self.told(customer)
        return arrived if told is None else time_at(told, arrived)

    def told(self, customer: str) -> Sandbox | None:
        """What it was told; None where that is nothing."""
        return self._told.get(customer) if self._told else None

    def now(self, customer: str) -> int:
        """The time there now."""
        return self.at(customer, self._clock())

    async def look(self) -> None:
        """Sees what was told until now. StoreError."""
        rows = map(SANDBOX.make, await self._readers.rows(_ALL, (), EVERY_CUSTOMER))
        before, self._told = self._told, {row.customer: row for row in rows}
        for customer, row in self._told.items():
            if before is not None and row.resets != (before[customer].resets if customer in before else 0):
                self._after(customer)

    async def _watch(self) -> None:
        while True:
            try:
                await self.look()
            except StoreError as error:
                log.error("the clocks of sandboxes could not be read", error=str(error))
            await asyncio.sleep(LOOK_EVERY_SECONDS)

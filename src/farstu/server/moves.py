"""Contacts move on the day that was said: their new addresses become their own, each by a call of the server's own."""

from __future__ import annotations

from functools import partial

from farstu.areas.register.moving import MOVE
from farstu.areas.register.tables import NEW_ADDRESS
from farstu.engine.clearing import customers_of
from farstu.engine.own_calls import OwnCalls
from farstu.engine.writer import Writer
from farstu.store.base import WriteSession
from farstu.store.clock import Clock, Ids

AT_ONCE = 500
_DUE = (
    f'SELECT id FROM "{NEW_ADDRESS.name}" WHERE customer = ? AND moved_at IS NULL AND starts_at <= ? '  # noqa: S608 - names of ours
    f"ORDER BY starts_at, created_at, id LIMIT {AT_ONCE}"
)


class Moves:
    """Looks for addresses whose day has come. Who was told of two moves lives where the later one leads."""

    def __init__(self, writer: Writer, clock: Clock, ids: Ids) -> None:
        self._writer = writer
        self._clock = clock
        self._calls = OwnCalls(writer, clock, ids, "")

    async def once(self) -> int:
        """Makes all moves that are due now; answers how many those were."""
        moved = 0
        for customer in await self._writer.errand(partial(customers_of, NEW_ADDRESS)):
            for address in await self._writer.errand(partial(_due, customer, self._clock())):
                moved += await self._is_moved(customer, address)
        return moved

    async def _is_moved(self, customer: str, address: str) -> bool:
        """False where the server has too much to do, or the database could not: it is looked at again the next time."""
        return await self._calls.perform(MOVE, None, customer, {"id": address}) is not None


def _due(customer: str, now: int, session: WriteSession) -> list[str]:
    return [row[0] for row in session.rows(_DUE, (customer, now), [customer])]

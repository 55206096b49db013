"""What falls due by itself: comebacks, loan promises, moves. Looked for now and then, and when a clock is moved."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from farstu.areas.buyer.tables import LOAN_PROMISE
from farstu.areas.meeting.tables import COMEBACK
from farstu.areas.register.moving import MOVE
from farstu.areas.register.tables import NEW_ADDRESS
from farstu.engine.calls import Task
from farstu.engine.clearing import customers_of
from farstu.engine.own_calls import OwnCalls
from farstu.engine.writer import Writer
from farstu.records.due import DUE, FALL_DUE, Fallen
from farstu.store.statements import select_by
from farstu.store.table import Table

AT_ONCE = 500
COMEBACK_DUE, PROMISE_EXPIRED, MOVED = "comeback.due", "loanPromise.expired", "contact.moved"
Look = Callable[[str, tuple[Any, ...], str], Awaitable[list[tuple[Any, ...]]]]
"""The rows of a statement about one customer."""
Act = Callable[[Task, Any, str, dict[str, Any]], Awaitable[Any]]
"""What a task decided about one customer, by its body and its parameters; None where it could not be done."""


@dataclass(frozen=True)
class _Kind:
    """Rows of a table that fall due at `date`; `unless` a newer one stands in their place."""

    event: str
    table: Table[Any]
    date: str
    unless: str = ""

    def after(self, *, limit: str = "") -> str:
        """The id, the contact and the date of those after one moment and up to another, in order."""
        return (
            f'SELECT t.id, t.contact, t."{self.date}" FROM "{self.table.name}" AS t '  # noqa: S608 - names of ours
            f'WHERE t.customer = ? AND t."{self.date}" > ? AND t."{self.date}" <= ?{self.unless} '
            f'ORDER BY t."{self.date}", t.id{limit}'
        )


_SUPERSEDED = (
    f' AND NOT EXISTS (SELECT 1 FROM "{LOAN_PROMISE.name}" AS n WHERE n.customer = t.customer '  # noqa: S608
    "AND n.contact = t.contact AND (n.created_at > t.created_at OR n.created_at = t.created_at AND n.id > t.id))"
)
_KINDS = (
    _Kind(COMEBACK_DUE, COMEBACK, "date"),
    _Kind(PROMISE_EXPIRED, LOAN_PROMISE, "valid_until", _SUPERSEDED),
)
_MOVES = (
    f'SELECT id FROM "{NEW_ADDRESS.name}" WHERE customer = ? AND moved_at IS NULL AND starts_at <= ? '  # noqa: S608
    f"ORDER BY starts_at, created_at, id LIMIT {AT_ONCE}"
)


DUE_KINDS = tuple(kind.event for kind in _KINDS)


class Falling:
    """Tells what fell due at a customer up to a moment."""

    def __init__(self, look: Look, act: Act) -> None:
        self._look = look
        self._act = act

    async def of(self, customer: str, now: int) -> dict[str, int]:
        """How many of each kind fell due; nothing else is in it. StoreError."""
        found = {kind.event: await self._told(kind, customer, now) for kind in _KINDS}
        found[MOVED] = await self._moved(customer, now)
        return {event: count for event, count in found.items() if count}

    async def _told(self, kind: _Kind, customer: str, now: int) -> int:
        told = 0
        while True:
            known = await self._look(select_by(DUE.key), (customer, kind.event), customer)
            if not known:
                await self._act(FALL_DUE, Fallen(kind.event, None, now), customer, {})
                return told
            since = DUE.make(known[0]).until
            rows = await self._look(kind.after(limit=f" LIMIT {AT_ONCE}"), (customer, since, now), customer)
            if not rows:
                return told
            until = rows[-1][2]
            if len(rows) == AT_ONCE:
                rows = await self._look(kind.after(), (customer, since, until), customer)
            ids = [{"id": row, "contactId": contact} for row, contact, _ in rows]
            done = await self._act(FALL_DUE, Fallen(kind.event, since, until, ids), customer, {})
            if not done:
                return told
            told += done

    async def _moved(self, customer: str, now: int) -> int:
        """Who was told of two moves lives where the later one leads."""
        rows = await self._look(_MOVES, (customer, now), customer)
        done = [await self._act(MOVE, None, customer, {"id": address}) for (address,) in rows]
        return sum(1 for one in done if one is not None)


class Watchful:
    """Looks for it at every customer, through the writer of a server that serves. `alone` is held while that goes on,
    and by who moves a clock and wants to know what fell due by it."""

    def __init__(self, writer: Writer, calls: OwnCalls, now: Callable[[str], int]) -> None:
        self._writer = writer
        self._calls = calls
        self._now = now
        self.alone = asyncio.Lock()
        self._falling = Falling(self._look, self._act)

    async def once(self) -> int:
        """Everything that is due now; answers how much that was. StoreError."""
        customers: set[str] = set()
        for table in (*(kind.table for kind in _KINDS), NEW_ADDRESS):
            customers.update(await self._writer.errand(partial(customers_of, table)))
        fallen = 0
        for customer in sorted(customers):
            async with self.alone:
                fallen += sum((await self.of(customer)).values())
        return fallen

    async def of(self, customer: str) -> dict[str, int]:
        """What is due now at one customer, for whoever is `alone`. StoreError."""
        return await self._falling.of(customer, self._now(customer))

    async def _look(self, statement: str, values: tuple[Any, ...], customer: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = await self._writer.errand(
            lambda session: session.rows(statement, values, [customer])
        )
        return found

    async def _act(self, task: Task, body: Any, customer: str, parameters: dict[str, Any]) -> Any:
        """Nothing where the server has too much to do, or the database could not: it is looked at again another
        time."""
        outcome = await self._calls.perform(task, body, customer, parameters)
        return None if outcome is None else outcome.value or 0

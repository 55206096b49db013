"""The journal as it is looked through: newest first, page by page by its key, never more than a window at a time.

What narrows a page down (a status, a text) has no index. So the newest of the rows are looked through, some thousands
at a time, for as long as a page may take; where that was not enough, the page says so and goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from farstu.console.sight import Sight
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.engine.journal import Detail, read_detail
from farstu.engine.tables import JOURNAL, JournalEntry
from farstu.store.base import Readers

ON_A_PAGE = 50
MOST_CUSTOMERS = 100
"""Whose calls are shown together; where there are more, one is to be chosen."""
WINDOW, TEXT_WINDOW = 4_000, 400
MOST_SECONDS = 0.045
PROBED_TICKS, PROBE_SECONDS = 30 * TICKS_PER_SECOND, 0.015
"""How far back, and how long, is looked for something new while a list goes on by itself."""
_HIGHEST, _LOWEST = "G", ""
"""Behind and before all ids, which are hexadecimal."""
_SHORT = '"customer", "id", "at", "operation", "partner", "status", "milliseconds"'
_TICKS_PER_MILLISECOND = TICKS_PER_SECOND // 1000


class Short(NamedTuple):
    """A call without its detail."""

    customer: str
    id: str
    at: int
    operation: str
    partner: str
    status: int
    milliseconds: int


@dataclass(frozen=True)
class Filters:
    """What is looked for. `statuses` from the first to before the second; times in ticks."""

    customer: str | None = None
    partner: str | None = None
    operation: str | None = None
    statuses: tuple[int, int] | None = None
    since: int | None = None
    until: int | None = None
    text: str | None = None

    def condition(self) -> tuple[str, list[Any]]:
        """What has no index, in SQL."""
        parts: list[str] = []
        values: list[Any] = []
        for name in ("partner", "operation"):
            if getattr(self, name) is not None:
                parts.append(f'"{name}" = ?')
                values.append(getattr(self, name))
        if self.statuses is not None:
            parts.append('"status" >= ? AND "status" < ?')
            values += self.statuses
        if self.text is not None:
            parts.append("(lower(\"detail\") LIKE ? ESCAPE '!' OR \"detail\" LIKE ? ESCAPE '!')")
            values += [_pattern(self.text.lower()), _pattern(self.text)]
        return "".join(f" AND {part}" for part in parts), values

    @property
    def bounds(self) -> tuple[str, str]:
        """The ids between which its calls lie: they begin with the millisecond."""
        lowest = _LOWEST if self.since is None else f"{self.since // _TICKS_PER_MILLISECOND:012X}"
        highest = _HIGHEST if self.until is None else f"{self.until // _TICKS_PER_MILLISECOND:012X}"
        return lowest, highest


@dataclass
class Page:
    """`older` is where the next page begins; `searched` is set where not all was looked through yet: to that id."""

    rows: list[Short] = field(default_factory=list)
    older: str | None = None
    searched: str | None = None


class Calls:
    """The calls that somebody may see."""

    def __init__(self, readers: Readers, sight: Sight) -> None:
        self._readers = readers
        self._sight = sight

    def narrowed(self, filters: Filters) -> Filters:
        """The filters, of the partner's own calls where no others may be seen."""
        mine = self._sight.partner
        return filters if mine is None else Filters(**{**vars(filters), "partner": mine})

    def customers(self, filters: Filters) -> list[str]:
        """Whose calls these are; the empty name's are those that had no right to a customer."""
        every = [*self._sight.customers, ""]
        return [name for name in every if filters.customer in (None, name)][:MOST_CUSTOMERS]

    async def page(
        self, filters: Filters, before: str | None = None, limit: int = ON_A_PAGE, seconds: float | None = None
    ) -> Page:
        """A page of calls, looked for as long as a page may take, or so many `seconds`. StoreError."""
        most = MOST_SECONDS if seconds is None else seconds
        filters = self.narrowed(filters)
        customers = self.customers(filters)
        lowest, highest = filters.bounds
        upper, page, began = min(before or _HIGHEST, highest), Page(), time.perf_counter()
        while customers:
            floor = await self._floor(filters, customers, upper, lowest)
            page.rows += await self._rows(filters, customers, upper, floor, limit + 1 - len(page.rows))
            if len(page.rows) > limit:
                page.rows = page.rows[:limit]
                page.older = page.rows[-1].id
                break
            if floor == lowest:
                break
            upper = floor
            if time.perf_counter() - began > most:
                page.older = page.searched = floor
                break
        return page

    async def is_new(self, filters: Filters, newest: str, now: int) -> bool:
        """Whether there may be a call that is newer than the newest that is shown: where a look through all would take
        long, only the last moments are looked at. StoreError."""
        filters = self.narrowed(filters)
        if not filters.condition()[0]:
            return True
        since = max(filters.since or 0, now - PROBED_TICKS)
        found = await self.page(Filters(**{**vars(filters), "since": since}), limit=1, seconds=PROBE_SECONDS)
        return bool(found.rows) and found.rows[0].id > newest

    async def _floor(self, filters: Filters, customers: list[str], upper: str, lowest: str) -> str:
        """Down to where the calls are looked through: all of them where the key alone finds them."""
        if not filters.condition()[0]:
            return lowest
        size = TEXT_WINDOW if filters.text is not None else WINDOW
        each = (
            f'SELECT (SELECT "id" FROM "{JOURNAL.name}" WHERE "customer" = ? AND "id" < ? AND "id" >= ? '  # noqa: S608
            f'ORDER BY "id" DESC LIMIT 1 OFFSET {max(100, size // len(customers))}) AS "floor"'
        )
        values = [value for customer in customers for value in (customer, upper, lowest)]
        rows = await self._readers.rows(" UNION ALL ".join([each] * len(customers)), tuple(values), customers)
        return max((row[0] for row in rows if row[0] is not None), default=lowest)

    async def _rows(self, filters: Filters, customers: list[str], upper: str, floor: str, limit: int) -> list[Short]:
        condition, values = filters.condition()
        each = (
            f'SELECT * FROM (SELECT {_SHORT} FROM "{JOURNAL.name}" WHERE "customer" = ? AND "id" < ? AND "id" >= ?'  # noqa: S608
            f'{condition} ORDER BY "id" DESC LIMIT {limit}) AS "part"'
        )
        given = [value for customer in customers for value in (customer, upper, floor, *values)]
        whole = f"{' UNION ALL '.join([each] * len(customers))} ORDER BY 2 DESC LIMIT {limit}"
        return [Short(*row) for row in await self._readers.rows(whole, tuple(given), customers)]

    async def details(self, rows: Sequence[Short]) -> dict[str, Detail]:
        """What is kept of calls beside their columns, by id. StoreError."""
        return {entry.id: detail for entry, detail in await self.entries(rows)}

    async def entries(self, rows: Sequence[Short]) -> list[tuple[JournalEntry, Detail]]:
        """Calls, whole. StoreError."""
        customers, ids = sorted({row.customer for row in rows}), [row.id for row in rows]
        if not ids:
            return []
        names = ", ".join(f'"{name}"' for name in JOURNAL.columns)
        text = (
            f'SELECT {names} FROM "{JOURNAL.name}" WHERE "customer" IN ({_places(customers)}) '  # noqa: S608 - our names
            f'AND "id" IN ({_places(ids)})'
        )
        found = await self._readers.rows(text, (*customers, *ids), customers)
        return [(row, read_detail(row)) for row in map(JOURNAL.make, found)]

    async def one(self, call_id: str) -> tuple[JournalEntry, Detail] | None:
        """One call, whole. StoreError."""
        names = ", ".join(f'"{name}"' for name in JOURNAL.columns)
        every = [*self._sight.customers, ""]
        for start in range(0, len(every), MOST_CUSTOMERS):
            some = every[start : start + MOST_CUSTOMERS]
            text = f'SELECT {names} FROM "{JOURNAL.name}" WHERE "customer" IN ({_places(some)}) AND "id" = ?'  # noqa: S608
            for row in await self._readers.rows(text, (*some, call_id), some):
                entry = JOURNAL.make(row)
                if self._sight.partner in (None, entry.partner):
                    return entry, read_detail(entry)
        return None


def _places(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _pattern(text: str) -> str:
    for special in "!%_":
        text = text.replace(special, f"!{special}")
    return f"%{text}%"

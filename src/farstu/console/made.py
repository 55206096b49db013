"""What a call made: the events of its customer that carry it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from farstu.contract.moment import TICKS_PER_SECOND
from farstu.engine.tables import EVENT, EVENT_COUNTER, JournalEntry
from farstu.store.base import Readers

_APART_TICKS = 10 * TICKS_PER_SECOND
"""Events are numbered as they are written: of calls that were on their way at once an earlier one may come later."""
_LAST = f'SELECT "last" FROM "{EVENT_COUNTER.name}" WHERE "customer" = ?'  # noqa: S608 - names of ours
_AT = f'SELECT "at" FROM "{EVENT.name}" WHERE "customer" = ? AND "sequence" = ?'  # noqa: S608 - as above
_OF_CALL = (
    f'SELECT "sequence", "kind", "ids" FROM "{EVENT.name}" WHERE "customer" = ? AND "sequence" >= ? AND "at" = ? '  # noqa: S608
    f'AND "call" = ? AND "sequence" < ? ORDER BY "sequence"'
)


class Made(NamedTuple):
    """An event: what became so, and the ids it is about."""

    sequence: int
    kind: str
    ids: dict[str, str]


async def made_by(readers: Readers, entry: JournalEntry) -> list[Made]:
    """The events of a call. StoreError."""
    if not entry.customer:
        return []
    first = await _first_since(readers, entry.customer, entry.at - _APART_TICKS)
    last = await _first_since(readers, entry.customer, entry.at + _APART_TICKS)
    found = await readers.rows(_OF_CALL, (entry.customer, first, entry.at, entry.id, last), [entry.customer])
    return [Made(row[0], row[1], msgspec.json.decode(row[2])) for row in found]


async def _first_since(readers: Readers, customer: str, at: int) -> int:
    """The number of the first event since a time, about: there is no index by time, but numbers rise with it."""
    rows = await readers.rows(_LAST, (customer,), [customer])
    low, high = 1, (rows[0][0] if rows else 0) + 1
    while low < high:
        middle = (low + high) // 2
        found = await readers.rows(_AT, (customer, middle), [customer])
        if found and found[0][0] < at:
            low = middle + 1
        else:
            high = middle
    return low

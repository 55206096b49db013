"""The proof: the order in which the event log numbers the calls is one in which they could have been made one by one.

That is so where no call comes before one that had been answered when it was sent, and where the same calls, made one by
one in that order, with the same ids and at the same times, are answered the same and leave the same rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

import farstu.server.app  # noqa: F401 - all tables are declared once this is loaded
from benchmarks.concurrency.calls import Done, NotProven
from farstu import areas
from farstu.access.tables import KEY_USE
from farstu.engine.tables import EVENT, JOURNAL
from farstu.store.base import EVERY_CUSTOMER, Database
from farstu.store.settings_table import SETTING
from farstu.store.statements import text_of
from farstu.store.table import TABLES, Row, Table

Kept = Mapping[Table[Any], Sequence[Row]]

_ABOUT_THE_SERVER = (JOURNAL, SETTING, KEY_USE)
"""What says how a call was served, not what became of it."""


def read_kept(database: Database) -> Kept:
    """All rows of all tables."""
    areas.load()
    session = database.write_session()
    try:
        return {table: _rows(session, table) for table in TABLES.values()}
    finally:
        session.close()


def _rows(session: Any, table: Table[Any]) -> list[Row]:
    columns = [table.sql.c[name] for name in table.columns]
    return [table.make(row) for row in session.rows(text_of(sa.select(*columns)), (), EVERY_CUSTOMER)]


def times(kept: Kept) -> dict[str, int]:
    """When each call was taken in, by its id, in ticks."""
    entries: Sequence[Any] = kept[JOURNAL]
    return {entry.id: entry.at for entry in entries}


def in_order(done: Sequence[Done], kept: Kept) -> list[Done]:
    """The calls as the event log numbers them. NotProven where one is not in it, or comes before its time."""
    events: Sequence[Any] = kept[EVENT]
    numbers: dict[str, int] = {}
    for event in sorted(events, key=lambda row: int(row.sequence)):
        numbers.setdefault(event.call, event.sequence)
    if strange := [call.request.path for call in done if call.id not in numbers]:
        raise NotProven(f"{len(strange)} calls have no event, the first of {strange[0]}")
    ordered = sorted(done, key=lambda call: numbers[call.id])
    latest = ordered[0]
    for call in ordered:
        if call.ended < latest.began:
            raise NotProven(f"{latest.request.path} stands before {call.request.path}, which had been answered before")
        latest = max(latest, call, key=lambda each: each.began)
    return ordered


def compare(together: Sequence[Done], kept: Kept, one_by_one: Sequence[Done], kept_then: Kept) -> None:
    """The answers and the rows of the same calls made together and one by one. NotProven where they differ."""
    for call, alone in zip(together, one_by_one, strict=True):
        if call.said != alone.said:
            raise NotProven(f"{call.request.path} was answered {call.said}, and {alone.said} when made alone")
    for table in TABLES.values():
        if table in _ABOUT_THE_SERVER:
            continue
        found, wanted = Counter(kept[table]), Counter(kept_then[table])
        if found != wanted:
            raise NotProven(f"{table.name}: missing {_few(wanted - found)}; too many {_few(found - wanted)}")


def _few(rows: Counter[Row]) -> str:
    return "; ".join(map(str, list(rows)[:2])) or "nothing"

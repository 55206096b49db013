"""An embedded database that knows which of its rows were touched, and puts these back as they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from farstu.store.base import EVERY_CUSTOMER, NONE, Key, WriteSession
from farstu.store.sqlite import SqliteDatabase, SqliteSession
from farstu.store.table import TABLES, Row, Table

Touched = dict[Table[Any], set[Key]]


class ResettableDatabase(SqliteDatabase):
    """Without care for a loss of power. Rows that a statement of its own deletes are not noted: those are such as grow
    old (the journal's, first answers), which are not of what is put back."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, durable=False)
        self._touched: Touched = {}
        self._before: dict[Table[Any], dict[Key, Row]] = {}

    def write_session(self) -> SqliteSession:
        return _NotingSession(self._connect(), self._touched)

    def remember(self, session: WriteSession) -> None:
        """What is there now is what is put back from now on."""
        for table in TABLES.values():
            names = ", ".join(f'"{name}"' for name in table.columns)
            found = session.rows(f'SELECT {names} FROM "{table.name}"', (), EVERY_CUSTOMER)  # noqa: S608 - our names
            self._before[table] = {table.key.values_of(row): row for row in map(table.make, found)}
        self._touched.clear()

    def put_back(self, session: WriteSession) -> int:
        """In one transaction on a connection that writes; answers how many rows were touched."""
        touched = {table: set(keys) for table, keys in self._touched.items()}
        if touched:
            session.begin(EVERY_CUSTOMER)
            try:
                before = {
                    table: [row for key in keys if (row := self._before[table].get(key))]
                    for table, keys in touched.items()
                }
                session.write(before, touched)
                session.commit()
            finally:
                session.rollback()
        self._touched.clear()
        return sum(map(len, touched.values()))


class _NotingSession(SqliteSession):
    """Notes the keys of all rows that it puts or removes."""

    def __init__(self, connection: sqlite3.Connection, touched: Touched) -> None:
        super().__init__(connection)
        self._touched = touched

    def write(self, rows: Mapping[Table[Any], Iterable[Row]], gone: Mapping[Table[Any], Iterable[Key]] = NONE) -> None:
        kept = {table: list(some) for table, some in rows.items()}
        removed = {table: list(keys) for table, keys in gone.items()}
        for table, some in kept.items():
            self._touched.setdefault(table, set()).update(map(table.key.values_of, some))
        for table, keys in removed.items():
            self._touched.setdefault(table, set()).update(keys)
        super().write(kept, removed)

"""A database that is a dictionary: the write session's promises without SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from farstu.store.base import NONE, Key, Look, StoreRefused
from farstu.store.table import Row, Table

Rows = dict[Table[Any], dict[tuple[Any, ...], Row]]


class Memory:
    """A write session over rows in memory. `begins` counts transactions, `asked` holds every look-up.

    `forgiving` takes a second append-only row under a key that is taken, where SQL refuses it.
    """

    def __init__(self, rows: Iterable[Row] = (), *, forgiving: bool = False) -> None:
        self.kept: Rows = {}
        self.begins = 0
        self.asked: list[Look] = []
        self.closed = False
        self._forgiving = forgiving
        self._before: Rows | None = None
        for row in rows:
            self._keep(row)

    def begin(self, customers: Collection[str] = ()) -> None:
        if self._before is not None:
            raise StoreRefused("a transaction within a transaction")
        self.begins += 1
        self._before = {table: dict(rows) for table, rows in self.kept.items()}

    def fetch(self, looks: Iterable[Look]) -> dict[Look, list[Row]]:
        looks = list(looks)
        self.asked += looks
        return {look: self._find(*look) for look in looks}

    def write(self, rows: Mapping[Table[Any], Iterable[Row]], gone: Mapping[Table[Any], Iterable[Key]] = NONE) -> None:
        for table, keys in gone.items():
            for key in keys:
                self.kept.get(table, {}).pop(key, None)
        for table, changed in rows.items():
            for row in changed:
                key = table.key.values_of(row)
                if table.append_only and key in self.kept.get(table, {}) and not self._forgiving:
                    raise StoreRefused(f"{table.name}: {key} is taken")
                self._keep(row)

    def commit(self) -> None:
        self._before = None

    def rollback(self) -> None:
        if self._before is not None:
            self.kept, self._before = self._before, None

    def execute(self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()) -> int:
        raise StoreRefused("no SQL here")

    def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        raise StoreRefused("no SQL here")

    def close(self) -> None:
        self.closed = True

    def all(self, table: Table[Any]) -> list[Any]:
        """The rows of a table by primary key."""
        return [row for _, row in sorted(self.kept.get(table, {}).items())]

    def _keep(self, row: Row) -> None:
        table = row.table
        self.kept.setdefault(table, {})[table.key.values_of(row)] = row

    def _find(self, index: Any, values: tuple[Any, ...]) -> list[Row]:
        rows = self.kept.get(index.table, {})
        if not index.many:
            return [rows[values]] if values in rows else []
        return [row for row in rows.values() if index.values_of(row) == values]

"""What a batch knows. Rows are fetched for all calls at once; what earlier calls wrote is seen by later ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator
from typing import Any, TypeVar

from farstu.store.table import Index, Row, Table
from farstu.store.vault import Vault

R = TypeVar("R", bound=Row)
Key = tuple[Any, ...]
Look = tuple[Index[Any], Key]
"""One look-up: an index and the values of its columns."""


class Unknown(BaseException):
    """A rule asked for rows that nobody has fetched yet. Not an Exception: no handler of a rule may swallow it."""


class Facts:
    """Rows by primary key (None: known to be absent), and the primary keys that each other look-up gave.

    `changed` is what the batch wrote: rows by primary key, None where one was removed.
    `overlay=False` hides the batch's own writes from it; only a test wants that.
    """

    def __init__(self, vault: Vault, *, overlay: bool = True) -> None:
        self.vault = vault
        self.met_overlay = False
        self.changed: dict[Table[Any], dict[Key, Row | None]] = defaultdict(dict)
        self.appended: dict[Table[Any], list[Row]] = defaultdict(list)
        self._overlay = overlay
        self._rows: dict[Look, Row | None] = {}
        self._found: dict[Look, list[Key]] = {}
        self._added: dict[Look, list[Key]] = defaultdict(list)
        self._wanted: dict[Look, None] = {}

    def one(self, key: Index[R], *values: Any) -> R | None:
        """The row with this primary key. A key with a null in it finds nothing."""
        if None in values:
            return None
        look = (key, values)
        try:
            row = self._rows[look]
        except KeyError:
            self._wanted[look] = None
            raise Unknown from None
        if row is not None and values in self.changed[key.table]:
            self.met_overlay = True
        return row  # type: ignore[return-value]  # rows are kept under an index of their own table

    def by(self, index: Index[R], *values: Any) -> list[R]:
        """The rows with these values, in no order that a rule may lean on."""
        if None in values:
            return []
        look = (index, values)
        if look not in self._found:
            self._wanted[look] = None
            raise Unknown
        added = self._added.get(look)
        keys = list(dict.fromkeys(self._found[look] + added)) if added else self._found[look]
        if added:
            self.met_overlay = True
        rows = (self._rows[index.table.key, key] for key in keys)
        return [row for row in rows if row is not None and index.values_of(row) == values]  # type: ignore[misc, arg-type]

    def want(self, index: Index[Any], *values: Any) -> None:
        """Names a look-up before it is needed, so that it is fetched together with others."""
        look = (index, values)
        if None not in values and look not in self._rows and look not in self._found:
            self._wanted[look] = None

    def fetch(self) -> Generator[list[Look], dict[Look, list[Row]], None]:
        """Hands out what is wanted and takes in what was found; a row written by this batch stands."""
        if not self._wanted:
            return
        wanted, self._wanted = list(self._wanted), {}
        for (index, values), rows in (yield wanted).items():
            if not index.many:
                self._rows.setdefault((index, values), rows[0] if rows else None)
                continue
            primary = index.table.key
            keys = [primary.values_of(row) for row in rows]
            self._found[index, values] = keys
            for key, row in zip(keys, rows, strict=True):
                self._rows.setdefault((primary, key), row)

    def put(self, row: Row) -> None:
        """Takes in a row that a call wrote, whole, new or changed."""
        table = row.table
        if table.append_only:
            self.appended[table].append(row)
            return
        key = table.key.values_of(row)
        self.changed[table][key] = row
        if not self._overlay:
            return
        self._rows[table.key, key] = row
        for index in table.indexes:
            self._added[index, index.values_of(row)].append(key)

    def remove(self, row: Row) -> None:
        """Takes out a row. One that is only ever appended stays."""
        table = row.table
        key = table.key.values_of(row)
        self.changed[table][key] = None
        if self._overlay:
            self._rows[table.key, key] = None

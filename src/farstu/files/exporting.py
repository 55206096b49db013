"""Everything of one kind, or a report, in pieces by its key: as much memory for a million rows as for a thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from farstu.contract.names import camel
from farstu.files.columns import SEALED
from farstu.files.contacts import STATE
from farstu.files.kinds import KINDS, Kind
from farstu.records.leads import LEAD
from farstu.records.sealing import NUMBER
from farstu.refusals import invalid
from farstu.store.table import CUSTOMER
from farstu.store.vault import Vault
from farstu.store.view import VIEWS
from farstu.texts import say

AT_ONCE = 2_000
Rows = Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]
"""Answers a statement."""


@dataclass(frozen=True)
class Source:
    """What can go out: the table or view, its columns with what each holds, and its key without the customer."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    numbers: bool = False

    @property
    def titled(self) -> list[tuple[str, str]]:
        """The columns as a file calls them."""
        return [(camel(name), holds) for name, holds in self.columns]

    def pieces(self, rows: Rows, customer: str) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a customer in the order of their key, some at a time. StoreError."""
        names = [name for name, _ in self.columns]
        places = [names.index(name) for name in self.key]
        after: tuple[Any, ...] = ()
        while True:
            found = rows(self.statement(AT_ONCE, after=bool(after)), (customer, *after))
            if not found:
                return
            yield found
            after = tuple(found[-1][place] for place in places)

    def count(self, rows: Rows, customer: str) -> int:
        """How many rows a customer has. StoreError."""
        counted = f'SELECT count(*) FROM "{self.name}" WHERE "{CUSTOMER}" = ?'  # noqa: S608 - names of ours
        return int(rows(counted, (customer,))[0][0])

    def statement(self, most: int, *, after: bool) -> str:
        """Asks for rows of a customer in the order of their key, those `after` a key where that is given too."""
        key = ", ".join(f'"{name}"' for name in self.key)
        behind = f" AND ({key}) > ({', '.join('?' * len(self.key))})" if after else ""
        shown = ", ".join(f'"{name}"' for name, _ in self.columns)
        where = f'WHERE "{CUSTOMER}" = ?{behind} ORDER BY {key} LIMIT {most}'
        return f'SELECT {shown} FROM "{self.name}" {where}'  # noqa: S608 - names of ours


def source(name: str, *, numbers: bool = False) -> Source:
    """Of a kind of records or a report; with personal `numbers` or without them. Refused."""
    if name in VIEWS:
        view = VIEWS[name]
        return Source(name, tuple((column, holds) for column, holds in view.columns.items() if column != CUSTOMER),
                      view.key[1:])  # fmt: skip
    if name in KINDS:
        kind = KINDS[name]
        columns = tuple((column.name, column.holds) for column in kind.columns if _goes_out(kind, column.name, numbers))
        return Source(kind.table.name, columns, kind.table.key.columns[1:], numbers)
    raise invalid(("KIND", say("error.import_kind", value=name, known=", ".join([*KINDS, *VIEWS]))))


def _goes_out(kind: Kind, name: str, numbers: bool) -> bool:
    return numbers or (name not in kind.sealed and name != STATE)


def opened(source: Source, rows: list[tuple[Any, ...]], vault: Vault) -> list[tuple[Any, ...]]:
    """The rows with what is sealed in them opened, or taken out. SealBroken."""
    holds = dict(source.columns)
    if SEALED not in holds.values() and source.name != LEAD.name:
        return rows
    names = [name for name, _ in source.columns]
    return [
        tuple(_plain(name, holds[name], value, source, vault) for name, value in zip(names, row, strict=True))
        for row in rows
    ]


def _plain(name: str, holds: str, value: Any, source: Source, vault: Vault) -> Any:
    if value and holds == SEALED:
        return vault.open(value)
    if not value or name != "left_out":
        return value
    left_out = msgspec.json.decode(value, type=dict[str, Any])
    sealed = left_out.pop(NUMBER, None)
    if sealed and source.numbers:
        left_out[NUMBER] = vault.open(sealed)
    return msgspec.json.encode(left_out).decode() if left_out else None

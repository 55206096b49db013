"""The rows of a sandbox as lines of text, and back: what a snapshot holds, in the database and in a file.

A line is `{"table": "note", "values": {…}}`, null values left out. Personal numbers are in clear, and what contacts are
found by is left out: both follow from a server's secret, and are made anew where the lines are read, whosever that is.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from farstu.engine.tables import EVENT, EVENT_COUNTER, FIRST_ANSWER, JOURNAL
from farstu.records.contacts import CONTACT, CONTACT_MATCH, CONTACT_WORD, Contact
from farstu.records.due import DUE
from farstu.records.finding import finding_rows, number_columns
from farstu.records.sandboxes import SANDBOX, SNAPSHOT, Snapshot
from farstu.records.sealing import PLACES
from farstu.store.table import CUSTOMER, TABLES, Row, Table, change
from farstu.store.vault import Vault

VALID = "valid"
LARGEST = 64 * 1024 * 1024
"""Bytes of a snapshot's lines."""
_MADE = (CONTACT_MATCH, CONTACT_WORD)
_APART = (JOURNAL, EVENT, EVENT_COUNTER, FIRST_ANSWER, DUE, SANDBOX, SNAPSHOT)
_WHOLE = range(-(2**63), 2**63)
_NUL = "\x00"


class LineUnreadable(Exception):
    """A line that is no row of this customer's, or not one that can be kept."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _Line(msgspec.Struct):
    table: str
    values: dict[str, Any]


def data_tables() -> list[Table[Any]]:
    """The tables that hold what a customer is and has, and not what was called, told or ordered."""
    return [table for table in TABLES.values() if not table.server_wide and table not in _APART]


def written(vault: Vault, rows: Iterable[Row]) -> bytes:
    """The lines of rows, in the order of tables and keys."""
    kept = sorted((row.table.name, row.table.key.values_of(row), row) for row in rows if row.table not in _MADE)
    return b"".join(_line(vault, row) + b"\n" for _, _, row in kept)


def read(vault: Vault, customer: str, lines: bytes) -> list[Row]:
    """The rows of lines, and all that is made of them. LineUnreadable."""
    known = {table.name: table for table in data_tables() if table not in _MADE}
    rows: dict[tuple[Any, ...], Row] = {}
    for number, line in enumerate(lines.splitlines(), start=1):
        row = _row(vault, known, customer, number, line)
        place = (row.table.name, *row.table.key.values_of(row))
        if place in rows:
            raise LineUnreadable(number)
        rows[place] = row
    return [made for row in rows.values() for made in _with_what_finds_it(vault, row)]


def snapshot_of(vault: Vault, customer: str, name: str, taken_at: int, rows: Iterable[Row]) -> Snapshot:
    """The snapshot of rows."""
    return kept(vault, customer, name, taken_at, written(vault, rows))


def kept(vault: Vault, customer: str, name: str, taken_at: int, lines: bytes) -> Snapshot:
    """The snapshot of lines."""
    packed = base64.b64encode(zlib.compress(lines, level=1)).decode()
    return Snapshot(customer, name, taken_at, lines.count(b"\n"), vault.seal(packed))


def lines_of(vault: Vault, snapshot: Snapshot) -> bytes:
    """The lines of a snapshot. SealBroken."""
    return zlib.decompress(base64.b64decode(vault.open(snapshot.content)))


def _line(vault: Vault, row: Row) -> bytes:
    values = {name: value for name in row.table.columns if (value := getattr(row, name)) is not None}
    for place in PLACES:
        if place.table is row.table and place.column in values:
            values[place.column] = place.renewed(values[place.column], vault.open)
    if row.table is CONTACT:
        values.pop("personal_number_match", None)
    return msgspec.json.encode(_Line(row.table.name, values))


def _row(vault: Vault, known: dict[str, Table[Any]], customer: str, number: int, line: bytes) -> Row:
    try:
        said = msgspec.json.decode(line, type=_Line)
        table = known.get(said.table)
        if table is None:
            raise LineUnreadable(number)
        if said.values.keys() - set(table.columns):
            raise LineUnreadable(number)
        values = dict.fromkeys(table.nullable) | said.values
        row: Row = _sealed(vault, msgspec.convert(values, table.row))
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise LineUnreadable(number) from error
    if getattr(row, CUSTOMER) != customer:
        raise LineUnreadable(number)
    if not all(map(_can_be_kept, values.values())):
        raise LineUnreadable(number)
    return row


def _can_be_kept(value: Any) -> bool:
    """A text without NUL, a number of 64 bits."""
    if isinstance(value, str):
        return _NUL not in value
    return not isinstance(value, int) or value in _WHOLE


def _sealed(vault: Vault, row: Row) -> Row:
    for place in PLACES:
        if place.table is row.table and (value := getattr(row, place.column)) is not None:
            row = change(row, **{place.column: place.renewed(value, vault.seal)})
    return row


def _with_what_finds_it(vault: Vault, row: Row) -> Iterator[Row]:
    if not isinstance(row, Contact):
        yield row
        return
    if row.personal_number and row.personal_number_state == VALID:
        number = vault.open(row.personal_number)
        columns = number_columns(vault, number, False, row.changed_at, row.kind)
        del columns["personal_number"]
        row = change(row, **columns)  # a file that somebody made may call any number valid
    yield row
    yield from finding_rows(vault, row)

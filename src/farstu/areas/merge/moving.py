"""What names a contact that is no more names another one from now on, whatever table it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from farstu.engine.facts import Facts, Key
from farstu.records.contacts import Contact
from farstu.store.table import CUSTOMER, TABLES, Index, Row, Table, change

NAMING = ("contact", "related")
"""Columns of these names hold the id of a contact."""


def pointers() -> Iterator[Index[Any]]:
    """The indexes over a column that names a contact."""
    for table in TABLES.values():
        yield from (index for index in table.indexes if index.columns in {(CUSTOMER, name) for name in NAMING})


def moved(facts: Facts, customer: str, sources: list[Contact], target: Contact) -> tuple[list[Row], list[Row]]:
    """The rows that name the target in the place of the sources, and those that are gone by that."""
    indexes = list(pointers())
    for source in sources:
        for index in indexes:
            facts.want(index, customer, source.id)
    before: dict[tuple[Table[Any], Key], Row] = {}
    after: dict[tuple[Table[Any], Key], Row] = {}
    for source in sources:
        for index in indexes:
            for row in facts.by(index, customer, source.id):
                place = (row.table, row.table.key.values_of(row))
                before[place] = row
                after[place] = change(after.get(place, row), **{index.columns[1]: target.id})
    return _settled(facts, before, after)


def _settled(facts: Facts, before: dict[Any, Row], after: dict[Any, Row]) -> tuple[list[Row], list[Row]]:
    """A row whose key has changed is a new one; where the target has such a row already, the target's stands."""
    rows: dict[tuple[Table[Any], Key], Row] = {}
    gone = []
    for place, row in after.items():
        table, key = row.table, row.table.key.values_of(row)
        if (table, key) == place:
            rows[place] = row
            continue
        gone.append(before[place])
        if facts.one(table.key, *key) is None and not _is_of_itself(row):
            rows.setdefault((table, key), row)
    return list(rows.values()), gone


def _is_of_itself(row: Row) -> bool:
    """A relation of a contact to itself says nothing."""
    return "related" in row.table.key.columns and getattr(row, "contact", None) == getattr(row, "related", None)

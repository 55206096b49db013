"""The schema as PostgreSQL is told it: the declared tables, hash partitions where asked for, row-level security."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import CreateIndex, CreateTable

from farstu.store.postgres.policy import PARTITIONED, POLICY
from farstu.store.table import CUSTOMER
from farstu.store.view import made_in_postgres

WALL = "by_customer"
"""What the policy of each table is called."""
_RULE = f"USING ({POLICY}) WITH CHECK ({POLICY})"
_DIALECT = PGDialect()  # type: ignore[no-untyped-call]


def create(tables: Iterable[sa.Table], partitions: int) -> Iterator[str]:
    """The statements that make the tables with their indexes, and the views; 0 partitions: plain tables."""
    for table in tables:
        parted = bool(partitions) and CUSTOMER in table.primary_key.columns
        made = str(CreateTable(table).compile(dialect=_DIALECT)).rstrip()
        yield f"{made} PARTITION BY {PARTITIONED}" if parted else made
        if parted:
            yield from partition(table.name, partitions)
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=_DIALECT))
        if CUSTOMER in table.primary_key.columns:
            yield from protect([table.name, *(partition_names(table.name, partitions) if parted else ())])
    yield from made_in_postgres()


def partition(table: str, partitions: int) -> Iterator[str]:
    """The statements that make the partitions of a table."""
    for number, name in enumerate(partition_names(table, partitions)):
        where = f"WITH (MODULUS {partitions}, REMAINDER {number})"
        yield f'CREATE TABLE "{name}" PARTITION OF "{table}" FOR VALUES {where}'


def partition_names(table: str, partitions: int) -> list[str]:
    """`comeback_p0`, `comeback_p1`, …"""
    return [f"{table}_p{number}" for number in range(partitions)]


def protect(names: Iterable[str]) -> Iterator[str]:
    """The statements that hide the rows of all customers but those that a session names, from the owner too."""
    for name in names:
        yield f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY'
        yield f'ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY'
        yield f'CREATE POLICY {WALL} ON "{name}" {_RULE}'


def protect_anew(names: Iterable[str]) -> Iterator[str]:
    """The statements that put the policy of today in the place of that of another day."""
    for name in names:
        yield f'ALTER POLICY {WALL} ON "{name}" {_RULE}'

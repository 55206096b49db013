"""What PostgreSQL says of itself, before, during and after a load."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from benchmarks.scaling.world import LAYOUTS, PARTITIONED, World
from benchmarks.support.postgres import OWNER
from farstu.store.table import TABLES

SERVER_WIDE = [table.name for table in TABLES.values() if table.server_wide]
_EVERY_SECONDS = 0.02
_COUNTERS = """
SELECT pg_current_wal_insert_lsn() - '0/0', wal_fpi, (SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal')
FROM pg_stat_wal"""
_ACTIVE = """
SELECT count(*), count(*) FILTER (WHERE wait_event = 'advisory') FROM pg_stat_activity
WHERE application_name = 'farstu' AND datname = current_database()"""
_ROWS = "SELECT tableoid::regclass::text, count(*) FROM {} WHERE customer LIKE 'M1______' GROUP BY 1 ORDER BY 2"
_TABLE_SIZES = """
SELECT coalesce(parent.relname, c.relname), sum(pg_total_relation_size(c.oid)) FROM pg_class c
LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class parent ON parent.oid = i.inhparent
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY 1"""


@dataclass(frozen=True)
class Counters:
    """Of the whole PostgreSQL server since it was made: bytes and full pages of WAL, its fsyncs."""

    wal: float
    pages: float
    fsyncs: float

    def since(self, before: Counters) -> Counters:
        """What was added."""
        return Counters(self.wal - before.wal, self.pages - before.pages, self.fsyncs - before.fsyncs)


def counters(world: World) -> Counters:
    """As they are now; what a connection counts is in it for sure once the connection is closed."""
    return Counters(*map(float, world.postgres.sql(_COUNTERS).strip().split("|")))


@dataclass
class Watch:
    """What was seen at moments of a load: the servers' connections, and those that waited for a customer's lock."""

    connections: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)

    @property
    def most_connections(self) -> int:
        return max(self.connections, default=0)

    @property
    def mean_waiting(self) -> float:
        """How many connections waited for a lock, on average over the time."""
        return sum(self.waiting) / max(1, len(self.waiting))


@asynccontextmanager
async def watched(world: World, layout: str) -> AsyncIterator[Watch]:
    """Looks fifty times a second for as long as it lasts."""
    connection: Any = await asyncpg.connect(world.postgres.address(layout, OWNER))
    watch = Watch()
    looking = asyncio.create_task(_look(connection, watch))
    try:
        yield watch
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
        await connection.close()


async def _look(connection: Any, watch: Watch) -> None:
    while True:
        connections, waiting = await connection.fetchrow(_ACTIVE)
        watch.connections.append(connections)
        watch.waiting.append(waiting)
        await asyncio.sleep(_EVERY_SECONDS)


def rows_by_partition(world: World, table: str, layout: str) -> list[int]:
    """How many of the many customers' rows each partition of a table has, the fewest first."""
    lines = world.postgres.sql(_ROWS.format(table), layout).split()
    return [int(line.partition("|")[2]) for line in lines]


def server_wide_rows(world: World) -> int:
    """The rows of all tables that belong to no customer, in the partitioned layout."""
    counts = " + ".join(f"(SELECT count(*) FROM {name})" for name in SERVER_WIDE)  # noqa: S608 - our names
    return int(world.postgres.sql(f"SELECT {counts}", PARTITIONED))


@dataclass(frozen=True)
class Kept:
    """What a database holds: all its rows, and the bytes of each table with its indexes."""

    rows: int
    bytes: dict[str, int]

    @property
    def all_bytes(self) -> int:
        return sum(self.bytes.values())


def kept(world: World) -> dict[str, Kept]:
    """By layout."""
    counts = " + ".join(f"(SELECT count(*) FROM {name})" for name in TABLES)  # noqa: S608 - our names
    found = {}
    for layout in LAYOUTS:
        lines = [line.split("|") for line in world.postgres.sql(_TABLE_SIZES, layout).split()]
        rows = int(world.postgres.sql(f"SELECT {counts}", layout))
        found[layout] = Kept(rows, {name: int(size) for name, size in lines})
    return found

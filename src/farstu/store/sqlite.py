"""The embedded database: one file, one writer, any number of readers (WAL, synchronous=FULL)."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from farstu.store.base import NONE, Key, Look, StoreRefused, StoreUnavailable
from farstu.store.migrations.plan import pending
from farstu.store.settings_table import SCHEMA, SCHEMA_VERSION, SETTING, Setting
from farstu.store.statements import remove, select_by, write
from farstu.store.table import TABLES, Index, Row, Table
from farstu.store.view import made_in_sqlite

READERS = 2
_BUSY_SECONDS = 10.0
_BUSY_PAUSE = 0.01
_CACHED_STATEMENTS = 512
_WAL_LIMIT = 64 * 1024 * 1024
_TYPES: dict[type, str] = {str: "TEXT", int: "BIGINT", bool: "BOOLEAN", float: "DOUBLE"}
_NULL = {True: "", False: " NOT NULL"}
_astuple = msgspec.structs.astuple
T = TypeVar("T")


class SqliteDatabase:
    """A database file; made with its schema by `prepare`."""

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        self.path = path
        self.durable = durable

    @property
    def shown(self) -> str:
        return str(self.path)

    def prepare(self, *, alone: bool = False) -> None:
        with _faults():
            _keep_private(self.path)
            with closing(self._connect()) as connection:
                found = _schema_version(connection) or _make_schema(connection)
            after = pending(found, alone=alone)
            if after:
                from farstu.store.migrations.online import migrate_sqlite

                migrate_sqlite(self._connect, after)

    def write_session(self) -> SqliteSession:
        with _faults():
            return SqliteSession(self._connect())

    def snapshot(self) -> SqliteSession:
        with _faults():
            connection = self._connect()
            connection.execute("PRAGMA query_only=ON")
            connection.execute("BEGIN")
            connection.execute(select_by(SETTING.key), (SCHEMA,)).fetchall()  # the first look settles what is seen
            return SqliteSession(connection)

    def readers(self) -> SqliteReaders:
        return SqliteReaders(self._connect)

    def concerns(self) -> list[str]:
        return []

    def scrub(self) -> None:
        session = self.write_session()
        try:
            session.execute("VACUUM")
            session.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            session.close()

    def damage(self) -> list[str]:
        session = self.write_session()
        try:
            return [line for (line,) in session.rows("PRAGMA integrity_check") if line != "ok"]
        finally:
            session.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=_CACHED_STATEMENTS,
        )
        _use_wal(connection)
        connection.execute(f"PRAGMA synchronous={'FULL' if self.durable else 'OFF'}")
        connection.execute(f"PRAGMA journal_size_limit={_WAL_LIMIT}")
        connection.execute("PRAGMA secure_delete=ON")  # what is taken out is written over, whatever the build's default
        return connection


class SqliteSession:
    """The writing connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self, customers: Collection[str] = ()) -> None:
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

    def execute(self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()) -> int:
        with _faults():
            return self._connection.execute(statement, parameters).rowcount

    def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
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

    async def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._read, statement, parameters)

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(None, self._close)

    def _close(self) -> None:
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


def _use_wal(connection: sqlite3.Connection) -> None:
    """Changing the mode of a new file does not wait for another that does the same: so we do."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_BUSY_PAUSE)
        else:
            return


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


def _make_schema(connection: sqlite3.Connection) -> int:
    """The version that the schema has now: this one's, unless another process was faster."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = _schema_version(connection)
        if found == 0:
            for statement in _declared():
                connection.execute(statement)
            connection.execute(write(SETTING), _astuple(Setting(SCHEMA, str(SCHEMA_VERSION))))
        connection.execute("COMMIT")
        return found or SCHEMA_VERSION
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _declared() -> Iterator[str]:
    """The statements that make every table with its indexes, and the views, in words of our own: the SQL library, which
    makes the same of a migrated one, is not loaded for them."""
    for name, table in sorted(TABLES.items()):
        columns = [
            f'"{column}" {_TYPES[kind]}{_NULL[column in table.nullable]}' for column, kind in table.types.items()
        ]
        key = f"PRIMARY KEY ({_names(table.key)})"
        yield f'CREATE TABLE "{name}" ({", ".join([*columns, key])}){"" if table.wide else " WITHOUT ROWID"}'
        for index in table.indexes:
            yield f'CREATE INDEX "{index.name}" ON "{name}" ({_names(index)})'
    yield from made_in_sqlite()


def _names(index: Index[Any]) -> str:
    return ", ".join(f'"{name}"' for name in index.columns)


def _keep_private(path: Path) -> None:
    """The file is its owner's alone, whoever made the folder and however; the files beside it take its mode."""
    try:
        if not path.exists():
            path.touch(0o600)
        elif path.stat().st_mode & 0o077:
            with suppress(PermissionError):
                path.chmod(0o600)
    except OSError as error:
        raise StoreUnavailable(error.strerror or str(error)) from error


def _schema_version(connection: sqlite3.Connection) -> int:
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (SETTING.name,)).fetchone()
    if known is None:
        return 0
    row = connection.execute(select_by(SETTING.key), (SCHEMA,)).fetchone()
    return int(row[1]) if row else 0

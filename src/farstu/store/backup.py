"""A backup: a copy of everything in one file, from a database of any kind into one of any kind; it says itself what is
in it. The server's secrets are not."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile

import msgspec

from farstu.store.base import Database, StoreError
from farstu.store.copying import BACKUP, CHECKING, OF_ONE_DATABASE, Sum, Tell, copy, sum_up
from farstu.store.fingerprint import check_secret
from farstu.store.folder import DataFolder
from farstu.store.settings_table import SETTING, Setting
from farstu.store.sqlite import SqliteDatabase
from farstu.store.table import TABLES
from farstu.store.whole import whole


class NoBackup(StoreError):
    """The file is no backup, or not the one that was made."""


class _Listed(msgspec.Struct):
    """A table in the list of what a backup holds."""

    columns: list[str]
    rows: int
    sum: str


def back_up(source: Database, file: Path, tell: Tell) -> dict[str, Sum]:
    """Copies all of it, as it is at this moment, into a new file. FileExistsError, OSError, StoreError."""
    with whole(file) as path:
        made = SqliteDatabase(path)
        made.prepare()
        sums = copy(source, made, tell)
        _close(made, sums)
    return sums


@contextmanager
def unpacked(file: Path, folder: DataFolder, tell: Tell) -> Iterator[Database]:
    """What a backup holds, brought up to this program's schema; the folder has the secrets that it was made with, and
    room for a copy of the file, which is left as it is. NoBackup, OtherSecret, OSError, StoreError."""
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder.path) as within:
        at = Path(within) / "backup"
        copyfile(file, at)
        _check(at, tell)
        made = SqliteDatabase(at, durable=False)
        made.prepare(alone=True)
        check_secret(made, folder.secrets())
        yield made


def _close(made: SqliteDatabase, sums: Mapping[str, Sum]) -> None:
    """Writes the list, and leaves one file that waits for nothing."""
    listed = {name: _Listed(list(TABLES[name].columns), rows, f"{total:x}") for name, (rows, total) in sums.items()}
    with closing(made.write_session()) as session:
        session.begin()
        session.write({SETTING: [Setting(BACKUP, msgspec.json.encode(listed).decode())]})
        session.commit()
        session.rows("PRAGMA journal_mode=DELETE")
    made.path.chmod(0o600)


def _check(file: Path, tell: Tell) -> None:
    """Whether a file holds what it says, whatever program made it. NoBackup."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute('SELECT value FROM "setting" WHERE name = ?', (BACKUP,)).fetchone()
            if found is None:
                raise NoBackup("it holds no list of what is in it")
            for name, listed in msgspec.json.decode(found[0], type=dict[str, _Listed]).items():
                seen = sum_up(_rows(connection, name, listed.columns))
                if (seen.rows, f"{seen.sum:x}") != (listed.rows, listed.sum):
                    raise NoBackup(f"its {listed.rows} rows of {name} are not as they were written")
                tell(CHECKING, name, seen.rows)
    except (sqlite3.Error, msgspec.MsgspecError) as error:
        raise NoBackup(str(error)) from error


def _rows(connection: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[tuple[object, ...]]:
    if not all(name.isidentifier() for name in (table, *columns)):
        raise NoBackup("its list names what is no table")
    names = ", ".join(f'"{name}"' for name in columns)
    for row in connection.execute(f'SELECT {names} FROM "{table}"'):  # noqa: S608 - of a list that is checked
        if table != SETTING.name or row[0] not in OF_ONE_DATABASE:
            yield row
